package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of what tools print, held against lines that they print. */
class SignaturesTest {
    private final OutputSignatureClassifier classifier = new OutputSignatureClassifier();

    /** A line, and the cause it must lead to; empty: none. */
    record Sample(Optional<RootCause> cause, String line) {
        @Override
        public String toString() {
            return line;
        }
    }

    static Stream<Sample> samples() throws IOException {
        try (InputStream in = SignaturesTest.class.getResourceAsStream("samples.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> {
                                String[] fields = line.split(" \\| ", 2);
                                return new Sample(
                                        fields[0].equals("-") ? Optional.empty() : Optional.of(RootCause.of(fields[0])),
                                        fields[1]);
                            })
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachSampleLeadsToItsCause(Sample sample) {
        Optional<Verdict> verdict =
                classifier.classify(Stalls.printed("", "some line before\n" + sample.line() + "\n"));

        assertThat(verdict.map(Verdict::rootCause)).isEqualTo(sample.cause());
    }

    @Test
    void eachSignatureHasASample() throws IOException {
        List<String> lines =
                samples().map(sample -> sample.line().toLowerCase(Locale.ROOT)).toList();

        assertThat(classifier.signatures())
                .hasSizeGreaterThan(90)
                .allSatisfy(
                        signature -> assertThat(lines).as(signature.toString()).anyMatch(signature::matches));
    }

    @Test
    void noSignatureStandsTwice() {
        assertThat(classifier.signatures())
                .extracting(signature -> signature.cause() + " " + signature.tool() + " " + signature.parts())
                .doesNotHaveDuplicates();
    }

    @Test
    void aLineOfTheListThatIsNoneIsRefusedWithItsText() {
        assertThatThrownBy(() -> Signature.parse("lock | 0.9 | apt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected cause | confidence | tool | text, found: lock | 0.9 | apt");
        assertThatThrownBy(() -> Signature.parse("lock | 1.9 | apt | x")).hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> Signature.parse("lock | 0.9 | apt | *")).hasMessageContaining("needs a text");
    }

    @Test
    void theStarStandsForAnythingInBetweenAndTheOrderCounts() {
        Signature signature = Signature.parse("lock | 0.9 | x | Begin * END");

        assertThat(signature.matches("begin of the end")).isTrue();
        assertThat(signature.matches("end, then begin ")).isFalse();
    }
}
