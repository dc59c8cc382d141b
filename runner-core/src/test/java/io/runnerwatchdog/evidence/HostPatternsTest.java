package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Redactor#patterns}: what the host knows to be secret. */
class HostPatternsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "LIC-[0-9]{4}           ~ a LIC-1234, LIC-5678 b     ~ a [redacted], [redacted] b",
                "customer ([0-9]+)      ~ customer 17 and customer 4 ~ customer [redacted] and customer [redacted]",
                "x=([0-9]+)|LIC-[0-9]+  ~ x=1 LIC-2                  ~ x=[redacted] [redacted]",
                "(?<=id )[0-9]+         ~ id 12 no 13                ~ id [redacted] no 13",
                "x*                     ~ axxb                       ~ a[redacted]b",
                "a(x*)b                 ~ ab axb                     ~ ab a[redacted]b",
                "[a-z]{8}               ~ [redacted] password         ~ [redacted] [redacted]",
                "nothing                ~ a b                        ~ a b"
            })
    void theFirstGroupIsMaskedOrElseTheWholeMatch(String regex, String text, String masked) {
        assertThat(Redactor.patterns(List.of(regex)).redact(text)).isEqualTo(masked);
    }

    @Test
    void patternsAreAppliedInTurn() {
        assertThat(Redactor.patterns(List.of("a+", "b+")).redact("caabbc")).isEqualTo("c[redacted][redacted]c");
        assertThat(Redactor.patterns(List.of()).redact("ab")).isEqualTo("ab");
    }

    @Test
    void aPatternThatDoesNotCompileIsRefusedWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Redactor.patterns(List.of("fine", "a(b")))
                .withMessage("pattern \"a(b\": Unclosed group at index 3");
    }

    @Test
    void aPatternThatBacktracksForEverGivesUp() {
        Redactor redactor = Redactor.patterns(List.of("a*a*a*b"));
        assertThatIllegalStateException()
                .isThrownBy(() -> redactor.redact("a".repeat(5_000)))
                .withMessage("a pattern takes too long: a*a*a*b");
        assertThat(redactor.redact("aab")).isEqualTo("[redacted]");
    }

    @Test
    void aPatternThatNeedsTooDeepAStackGivesUp() {
        Redactor redactor = Redactor.patterns(List.of("(?:a|b)*c"));
        String text = "ab".repeat(1_000_000) + "c";
        assertThatIllegalStateException()
                .isThrownBy(() -> redactor.redact(text))
                .withMessageContaining("too deep");
    }

    @Test
    void aPatternThatIsLinearDoesNotGiveUpHoweverLongTheText() {
        Redactor redactor = Redactor.patterns(List.of("LIC-[0-9]{4}", "(?i)customer[ :=]+([0-9]+)"));
        String text = "customer: 12 LIC-1234 nothing ".repeat(50_000);
        assertThat(redactor.redact(text)).doesNotContain("12");
    }

    @Test
    void theExampleOfTheDocumentationRuns(@TempDir Path directory) throws Exception {
        Redactor redactor =
                Redactor.standard(System.getenv()).and(Redactor.patterns(List.of("LIC-[0-9]{12}", "customer (\\d+)")));
        EvidenceLog evidence = EvidenceLog.in(directory, redactor);

        evidence.onEvent(Events.exited(Events.run("bill customer 4711 --token x LIC-123456789012"), 0));
        evidence.close();

        assertThat(Files.readString(evidence.file()))
                .contains("bill customer [redacted] --token [redacted] [redacted]\"");
    }

    @Test
    void whereAPatternGivesUpTheTextIsWithheldFromEvidence() {
        LineFormat format = new LineFormat(Redactor.standard().and(Redactor.patterns(List.of("(?:a|a)+b"))));
        String line = new String(
                Events.line(format, Events.exited(Events.run("a".repeat(3_000)), 0))
                        .orElseThrow(),
                StandardCharsets.UTF_8);
        assertThat(line)
                .contains("\"command\":\"[withheld: the redactor failed]\"")
                .doesNotContain("aaa");
    }
}
