package io.runnerwatchdog.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.runnerwatchdog.run.Command;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a line holds, it is read to its end, within its allowance, and judged. */
class AnyCommandPropertyTest {
    private static final String USED_UP = "it cannot be read in reasonable time";
    private static final int LONG = 100_000;
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "((",
            "))",
            "$(",
            "$((",
            "${",
            "}",
            "{",
            "`",
            "\\`",
            "\\",
            "'",
            "\"",
            "$'",
            "$\"",
            "$",
            "$IFS",
            "${IFS%",
            ";",
            ";;",
            "&",
            "&&",
            "|",
            "||",
            "<",
            ">",
            "<<",
            "<<-",
            "<<<",
            "<(",
            ">(",
            "&>",
            "\n",
            " ",
            "\t",
            "#",
            "=",
            "a=(",
            "a[",
            "[[",
            "]]",
            "case a in ",
            "esac",
            "for ",
            "do ",
            "done",
            "if ",
            "then ",
            "fi",
            "function ",
            "time -p ",
            "rm",
            "-rf",
            "E",
            "\nE\n",
            "<<E\n",
            "*",
            "{a,b}",
            "\\x",
            "\u0000",
            "\ud800",
            "é",
            "env ",
            "sh -c ",
            "eval ",
            "find . -exec ",
            "xargs ",
            "trap ",
            "coproc ",
            "!",
            "2>");
    private static final CommandPolicy POLICY =
            CommandPolicy.everything().allowing(List.of("node")).blocking(List.of("rm -rf", "/(a|b)*c.*d/"));

    @Property(tries = 2000)
    void anyTextIsReadInItsAllowance(@ForAll String line) {
        assertReadToItsEnd(line);
    }

    @Property(tries = 5000)
    void anyPiecesOfShellAreReadInTheirAllowance(@ForAll("lines") String line) {
        assertReadToItsEnd(line);
        assertThatCode(() -> POLICY.refusal(Command.of("sh", "-c", line))).doesNotThrowAnyException();
        assertThatCode(() -> POLICY.refusal(Command.of(List.of("env", "-S", line, "x", line))))
                .doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void aLongRepetitionIsReadInItsAllowance(@ForAll("shortLines") String piece) {
        if (!piece.isEmpty()) {
            assertReadToItsEnd(piece.repeat(LONG / piece.length()));
        }
    }

    private static void assertReadToItsEnd(String line) {
        for (String shell : List.of("bash", "sh")) {
            assertThat(ShellLine.read(line, shell, 0).doubt().orElse("none")).isNotEqualTo(USED_UP);
        }
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> shortLines() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(5).map(pieces -> String.join("", pieces));
    }
}
