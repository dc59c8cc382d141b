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
    void eachSignatureHasASampleOfItsOwnCause() throws IOException {
        List<Sample> samples = samples().toList();

        assertThat(classifier.signatures())
                .allSatisfy(signature -> assertThat(samples)
                        .as(signature.toString())
                        .filteredOn(sample ->
                                signature.matches(sample.line().strip().toLowerCase(Locale.ROOT)))
                        .extracting(Sample::cause)
                        .contains(Optional.of(signature.cause())));
    }

    @Test
    void manyInnocentLinesStandBesideTheSamples() throws IOException {
        assertThat(samples().filter(sample -> sample.cause().isEmpty())).hasSizeGreaterThan(50);
    }

    @Test
    void eachLineOfTheListIsWellFormed() throws IOException {
        List<String> causes = RootCause.builtIn().stream().map(RootCause::id).toList();
        try (InputStream in = Signature.class.getResourceAsStream("signatures.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();

            assertThat(lines).hasSameSizeAs(classifier.signatures()).allSatisfy(line -> {
                // Cause, confidence, tool, text: one space around each bar, no space at either end of the text, no star
                // at its end.
                assertThat(line).matches("[a-z_]+ \\| 0\\.\\d{1,2} \\| [^|]*[^| ] \\| \\S(.*[^*\\s])?");
                assertThat(causes).contains(line.substring(0, line.indexOf(' ')));
                assertThat(line).as("the text").isEqualTo(line.strip());
                String text = line.split(" \\| ", 4)[3];
                assertThat(text).isEqualTo(text.toLowerCase(Locale.ROOT)).matches("\\p{ASCII}{4,}");
            });
        }
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

    @Test
    void aDollarSaysThatTheLineEndsThere() {
        Signature signature = Signature.parse("network | 0.9 | x | awaiting *...$");

        assertThat(signature.matches("awaiting response...")).isTrue();
        assertThat(signature.matches("awaiting response... 200 ok")).isFalse();
        assertThat(signature.matches("awaiting response... 200 ok, going on..."))
                .isTrue();
        assertThat(Signature.parse("network | 0.9 | x | aba*ba$").matches("aba"))
                .as("no character counts twice")
                .isFalse();
    }
}
