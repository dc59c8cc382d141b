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
