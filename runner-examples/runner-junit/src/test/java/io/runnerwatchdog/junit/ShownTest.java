package io.runnerwatchdog.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.run.OutputTail;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Text of others in messages and reports. */
class ShownTest {
    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(Shown.line("sh[12] wartet: größer \uD83D\uDE00 「日本語」"))
                .isEqualTo("sh[12] wartet: größer \uD83D\uDE00 「日本語」");
    }

    @Test
    void whatPlaysTricksOnATerminalIsReplaced() {
        assertThat(Shown.line("\033[2J a\rb\nc\u0000 \u202Etxt\u2028 \u009B31m \uD800 \uFFFE"))
                .isEqualTo("?[2J a?b?c? ?txt? ?31m ? ?");
    }

    @Test
    void aSecretIsMaskedAlsoWhereALongLineIsCut() {
        String line = "x".repeat(290) + " --password=correct-horse-battery";

        assertThat(Shown.line(line)).hasSizeLessThanOrEqualTo(301).endsWith("…").doesNotContain("correct");
        assertThat(Shown.line("mysql --password=correct-horse-battery")).doesNotContain("correct-horse");
    }

    @Test
    void aPairOfSurrogatesIsNotCutInHalf() {
        assertThat(Shown.line("x".repeat(299) + "\uD83D\uDE00\uD83D\uDE00")).isEqualTo("x".repeat(299) + "…");
    }

    @Test
    void theLastLinesOfAnOutputAreItsEnd() {
        OutputTail tail = new OutputTail("one\ntwo\nthree\nfour", 18);

        assertThat(Shown.lastLines(tail, 2)).containsExactly("three", "four");
        assertThat(Shown.lastLines(tail, 9)).hasSize(4);
        assertThat(Shown.lastLines(OutputTail.EMPTY, 2)).isEmpty();
    }

    @Test
    void aSecretOfSeveralLinesIsMaskedAlthoughItsBeginningIsNotShown() {
        String key = "-----BEGIN PRIVATE KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(20)
                + "-----END PRIVATE KEY-----\nafter it";

        assertThat(Shown.lastLines(new OutputTail(key, key.length()), 5))
                .endsWith("after it")
                .noneMatch(line -> line.contains("MIIEvQ"));
    }

    @Property(tries = 300)
    void anyTextIsOneLineOfBoundedLengthThatMayStandInXml(@ForAll @StringLength(max = 600) String hostile) {
        String shown = Shown.line(hostile);

        assertThat(shown.length()).isLessThanOrEqualTo(301);
        assertThat(shown.codePoints())
                .noneMatch(c -> c < ' ' || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF);
    }
}
