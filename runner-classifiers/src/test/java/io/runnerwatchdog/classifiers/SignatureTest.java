package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.classifiers.Meaning.Aside;
import io.runnerwatchdog.classifiers.Meaning.Trouble;
import io.runnerwatchdog.diagnosis.RootCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One line of the list, and the lines of output that hold it. */
class SignatureTest {
    @Test
    void aLineOfTheListThatIsNoneIsRefusedWithItsText() {
        assertThatThrownBy(() -> Signature.parse("lock | 0.9 | apt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected meaning | confidence | tool | text, found: lock | 0.9 | apt");
        assertThatThrownBy(() -> Signature.parse("lock | 1.9 | apt | x")).hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> Signature.parse("calm | 0.9 | apt | x")).hasMessageContaining("no confidence");
        for (String none : List.of("*", "^", "$", "^$", "^*$")) {
            assertThatThrownBy(() -> Signature.parse("lock | 0.9 | apt | " + none))
                    .hasMessageContaining("needs a text");
        }
    }

    @Test
    void theFirstFieldSaysWhatItMeans() {
        assertThat(Signature.parse("lock | 0.9 | x | text").meaning()).isEqualTo(new Trouble(RootCause.LOCK, 0.9));
        assertThat(Signature.parse("continues | - | x | text").meaning()).isEqualTo(Aside.CONTINUES);
        assertThat(Signature.parse("calm | - | x | text").meaning()).isEqualTo(Aside.CALM);
        assertThat(Signature.parse("over | - | x | text").meaning()).isEqualTo(Aside.OVER);
    }

    @Test
    void theStarStandsForAnythingInBetweenAndTheOrderCounts() {
        assertThat(holds("begin of the end", "Begin * END")).isTrue();
        assertThat(holds("end, then begin ", "Begin * END")).isFalse();
        assertThat(holds("end, then begin the end", "Begin * END")).isTrue();
    }

    @Test
    void aDollarSaysThatTheLineEndsThere() {
        assertThat(holds("awaiting response...", "awaiting *...$")).isTrue();
        assertThat(holds("awaiting response... 200 ok", "awaiting *...$")).isFalse();
        assertThat(holds("awaiting response... 200 ok, going on...", "awaiting *...$"))
                .isTrue();
        assertThat(holds("aba", "aba*ba$")).as("no character counts twice").isFalse();
    }

    @Test
    void aCaretSaysThatTheLineBeginsThere() {
        assertThat(holds("retrying", "^retrying")).isTrue();
        assertThat(holds("no retrying", "^retrying")).isFalse();
        assertThat(holds("no retrying, retrying", "^retrying")).isFalse();
        assertThat(holds("(gdb)", "^(gdb)$")).isTrue();
        assertThat(holds("(gdb)(gdb)", "^(gdb)$")).isFalse();
        assertThat(holds("in [12]:", "^in [*]:$")).isTrue();
        assertThat(holds("in [1]: in [2]", "^in [*]:$")).isFalse();
    }

    @Test
    void aTildeIsABlank() {
        assertThat(holds("echo x", "^echo~")).isTrue();
        assertThat(holds("echoes", "^echo~")).isFalse();
    }

    private static boolean holds(String line, String text) {
        Signature signature = Signature.parse("lock | 0.9 | x | " + text);
        boolean found =
                !new SignatureMatcher(List.of(signature)).search().find(line).isEmpty();
        assertThat(PlainMatching.matches(signature, line))
                .as("found one by one")
                .isEqualTo(found);
        return found;
    }
}
