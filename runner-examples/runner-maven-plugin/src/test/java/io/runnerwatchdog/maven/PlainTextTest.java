package io.runnerwatchdog.maven;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a step prints goes into a log that people read on a terminal. */
class PlainTextTest {
    @Test
    void coloursAreLeftOutAndOtherControlIsShown() {
        assertThat(PlainText.of("\u001b[1;31merror\u001b[0m:\tat \u001b[2J\u0007\u009b1m"))
                .isEqualTo("error:\tat ?[2J??1m");
    }

    @Test
    void textCannotTurnDirection() {
        assertThat(PlainText.of("a\u202eb\u2066c\u2028d")).isEqualTo("a?b?c?d");
    }

    @Test
    void lettersOfAllKindsStay() {
        assertThat(PlainText.of("ağ→🙂é")).isEqualTo("ağ→🙂é");
    }

    @Property
    void nothingThatSteersIsLeft(@ForAll String text) {
        assertThat(PlainText.of(text).chars()).noneMatch(letter -> letter != '\t' && Character.isISOControl(letter));
    }
}
