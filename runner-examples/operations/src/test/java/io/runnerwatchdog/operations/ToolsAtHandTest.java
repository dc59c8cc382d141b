package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolsAtHandTest {
    @Test
    void withAllToolsTestsRun() {
        assertThat(ToolsAtHand.decide(List.of(), true).isDisabled()).isFalse();
        assertThat(ToolsAtHand.decide(List.of(), false).isDisabled()).isFalse();
    }

    @Test
    void aMissingToolSkipsAndSaysWhatToInstall() {
        assertThat(ToolsAtHand.decide(List.of(Tool.AMTOOL), false))
                .satisfies(decided -> assertThat(decided.isDisabled()).isTrue())
                .satisfies(decided -> assertThat(decided.getReason().orElseThrow())
                        .contains("amtool not found", "apt-get install")
                        .endsWith(" prometheus-alertmanager"));
    }

    @Test
    void aMissingToolFailsWhereItIsRequired() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ToolsAtHand.decide(List.of(Tool.PROMTOOL, Tool.ALERTMANAGER), true))
                .withMessageContaining("promtool, prometheus-alertmanager not found")
                .withMessageEndingWith(" prometheus prometheus-alertmanager");
    }
}
