package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** How much a line counts that was not the last one. */
class FadingTest {
    private static final OutputSignatureClassifier CLASSIFIER = new OutputSignatureClassifier();
    private static final List<String> LINES = List.of(
            "Disk quota exceeded",
            "*   Trying 10.0.0.1:80...",
            "Downloading from central: x",
            "Blocking waiting for file lock on package cache",
            "curl: (28) Operation timed out",
            "Thread starvation or clock leap detected",
            "Press any key to continue",
            "compiling",
            "compiling ...",
            "Retrying in 5s...",
            "attempt 3/10",
            "Acquired the lock after 0.2 s",
            "ok 14 - connection refused",
            "....",
            "");

    @Test
    void ofTwoLinesThatAreEquallySureTheNewestWins() {
        // 0.8, one line ago, against 0.7.
        assertThat(judge("Disk quota exceeded\n*   Trying 10.0.0.1:80...\n").map(Verdict::rootCause))
                .contains(RootCause.NETWORK);
        assertThat(judge("Disk quota exceeded\nThread starvation or clock leap detected\n")
                        .map(Verdict::rootCause))
                .contains(RootCause.CPU_STARVE);
        // 0.8, two lines ago, against 0.6.
        assertThat(judge("Disk quota exceeded\nhm\nDownloading from central: x\n")
                        .map(Verdict::rootCause))
                .contains(RootCause.NETWORK);
    }

    @Test
    void aLineFadesByTheTenthAndThenIsForgotten() {
        List<Double> faded = IntStream.range(0, 9)
                .mapToObj(age -> judge("curl: (28) Operation timed out\n" + "going on\n".repeat(age)))
                .map(verdict -> verdict.map(found -> found.confidence().value()).orElse(0.0))
                .toList();

        assertThat(faded).containsExactly(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.0, 0.0);
    }

    @Test
    void whatSaysNothingNewDoesNotLetTheLineBeforeFade() {
        for (String nothingNew : List.of(
                "Retrying in 5s...\n",
                "attempt 3/10\n",
                "Attempt 4 of 10\n",
                "will retry\n",
                ".",
                "....\n",
                "\r|\r/\r-\r\\\\",
                "\n\n",
                "----------\n",
                "\u280B\r\u2819\r")) {
            assertThat(judge("connect: Connection refused\n" + nothingNew.repeat(40)))
                    .as(nothingNew)
                    .hasValueSatisfying(verdict -> {
                        assertThat(verdict.rootCause()).isEqualTo(RootCause.NETWORK);
                        assertThat(verdict.confidence().value()).isEqualTo(0.8);
                    });
        }
    }

    @Test
    void aRetryWithoutALineBeforeHasNoCause() {
        assertThat(judge("Retrying in 5s...\nattempt 3/10\nwill retry\n")).isEmpty();
    }

    @Test
    void aLineThatNamesACauseIsNewsEvenIfItRetries() {
        assertThat(judge("Disk quota exceeded\nConnection refused, will retry\n")
                        .map(Verdict::rootCause))
                .contains(RootCause.NETWORK);
    }

    @Test
    void theStackBelowAnExceptionBelongsToIt() {
        String stack = "\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)\n".repeat(60) + "\t... 40 more\n";

        assertThat(judge("java.net.ConnectException: Connection refused\n" + stack))
                .hasValueSatisfying(
                        verdict -> assertThat(verdict.confidence().value()).isEqualTo(0.85));
    }

    @Test
    void theFramesOfASpinnerAreOneLine() {
        String spinner = "\r\u280B Linking\r\u2819 Linking\r\u2839 Linking\r- Linking\r\\ Linking.\r| Linking..";

        assertThat(judge("Connection refused" + spinner.repeat(9)))
                .hasValueSatisfying(
                        verdict -> assertThat(verdict.confidence().value()).isEqualTo(0.7));
    }

    @Test
    void aLineThatIsPrintedAgainAsItWasIsOneMoreLine() {
        assertThat(judge("Connection refused\nlinking\nlinking\nlinking\n"))
                .hasValueSatisfying(
                        verdict -> assertThat(verdict.confidence().value()).isEqualTo(0.5));
    }

    @Test
    void whatIsSettledIsNoLongerThePresentAndWhatComesLaterIs() {
        assertThat(judge("Waiting for changelog lock....\nSuccessfully acquired lock\n"))
                .isEmpty();
        assertThat(judge("Downloading from central: x\nDownloaded from central: x\ncompiling\n"))
                .isEmpty();
        assertThat(judge("Downloaded from central: x\nDownloading from central: y\n")
                        .map(Verdict::rootCause))
                .contains(RootCause.NETWORK);
    }

    @Property
    void aConfidenceIsWithinBoundsAndHasTwoDecimals(@ForAll("outputs") String output) {
        judge(output).ifPresent(verdict -> {
            assertThat(verdict.confidence().value()).isBetween(0.21, 1.0);
            assertThat(Double.toString(verdict.confidence().value())).matches("[01]\\.\\d{1,2}");
        });
    }

    @Property
    void oneMoreLineThatMeansNothingNeverMakesItSurer(@ForAll("outputs") String output) {
        double before =
                judge(output).map(verdict -> verdict.confidence().value()).orElse(0.0);
        double after = judge(output + "\ncompiling")
                .map(verdict -> verdict.confidence().value())
                .orElse(0.0);

        assertThat(after).isLessThanOrEqualTo(before);
    }

    @Property
    void anyTextIsJudgedWithoutAnException(@ForAll String output) {
        assertThat(judge(output)).isNotNull();
    }

    @Provide
    Arbitrary<String> outputs() {
        return Arbitraries.of(LINES).list().ofMaxSize(15).map(lines -> String.join("\n", lines));
    }

    private static Optional<Verdict> judge(String output) {
        return CLASSIFIER.classify(Stalls.printed("", output));
    }
}
