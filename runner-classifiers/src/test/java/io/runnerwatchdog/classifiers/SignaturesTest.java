package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.Meaning.Aside;
import io.runnerwatchdog.classifiers.Meaning.Trouble;
import io.runnerwatchdog.classifiers.Samples.Sample;
import io.runnerwatchdog.diagnosis.Confidence;
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
    private static final String LOCK = "Blocking waiting for file lock on package cache\n";

    private final OutputSignatureClassifier classifier = new OutputSignatureClassifier();
    private final List<Signature> signatures = OutputSignatureClassifier.read();

    static Stream<Sample> all() {
        return Samples.all();
    }

    static Stream<Sample> continuing() {
        return Samples.of(Aside.CONTINUES);
    }

    static Stream<Sample> calm() {
        return Samples.of(Aside.CALM);
    }

    static Stream<Sample> over() {
        return Samples.of(Aside.OVER);
    }

    private static Stream<Sample> innocent() {
        return Samples.all().filter(sample -> sample.word().equals(Samples.NOTHING));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachSampleLeadsToItsCauseOrToNone(Sample sample) {
        assertThat(judge("some line before\n" + sample.line() + "\n").map(Verdict::rootCause))
                .isEqualTo(sample.cause());
    }

    @ParameterizedTest
    @MethodSource("continuing")
    void aLineThatContinuesLeavesTheOneBeforeThePresent(Sample sample) {
        assertThat(judge(LOCK + sample.line()).map(Verdict::confidence)).contains(new Confidence(0.95));
    }

    @ParameterizedTest
    @MethodSource("calm")
    void aCalmLineWouldBeTakenForTroubleIfItWereNotKnown(Sample sample) {
        assertThat(meanings(sample)).contains(Aside.CALM).hasAtLeastOneElementOfType(Trouble.class);
    }

    @ParameterizedTest
    @MethodSource("calm")
    void aCalmLineIsOneMoreLine(Sample sample) {
        assertThat(judge(LOCK + sample.line()).map(Verdict::confidence)).contains(new Confidence(0.85));
    }

    @ParameterizedTest
    @MethodSource("over")
    void aLineThatSettlesThingsEndsWhatWasSaidBefore(Sample sample) {
        assertThat(judge(LOCK + sample.line())).isEmpty();
        assertThat(judge(sample.line() + "\n" + LOCK)).isPresent();
    }

    @Test
    void eachSignatureHasASampleOfItsOwnMeaning() {
        List<Sample> samples = Samples.all().toList();

        assertThat(signatures)
                .allSatisfy(signature -> assertThat(samples)
                        .as(signature.toString())
                        .filteredOn(sample -> PlainMatching.matches(signature, lowerCase(sample)))
                        .extracting(Sample::word)
                        .contains(Samples.word(signature.meaning())));
    }

    @Test
    void eachCauseThatAToolCanTellOfIsKnownBySomeSignatures() {
        List<RootCause> told = List.of(
                RootCause.IO_WAIT,
                RootCause.NETWORK,
                RootCause.LOCK,
                RootCause.INPUT_WAIT,
                RootCause.CHILD_HANG,
                RootCause.CPU_STARVE,
                RootCause.BUSY);
        for (RootCause cause : told) {
            assertThat(signatures)
                    .as(cause.id())
                    .filteredOn(signature -> Samples.word(signature.meaning()).equals(cause.id()))
                    .hasSizeGreaterThan(15);
        }
        assertThat(signatures)
                .filteredOn(signature -> signature.meaning() instanceof Trouble)
                .hasSizeGreaterThan(800);
    }

    @Test
    void manyInnocentLinesStandBesideTheSamples() {
        assertThat(innocent()).hasSizeGreaterThan(200);
    }

    @Test
    void eachLineOfTheListIsWellFormed() throws IOException {
        List<String> words = Stream.concat(
                        RootCause.builtIn().stream().map(RootCause::id),
                        Stream.of(Aside.values()).map(Samples::word))
                .toList();
        try (InputStream in = Signature.class.getResourceAsStream("signatures.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();

            assertThat(lines).hasSameSizeAs(signatures).allSatisfy(line -> {
                // Meaning, confidence, tool, text: one space around each bar, no space at either end of the text, no
                // star at its end.
                assertThat(line).matches("[a-z_]+ \\| (0\\.\\d{1,2}|-) \\| [^|]*[^| ] \\| \\S(.*[^*\\s])?");
                assertThat(words).contains(line.substring(0, line.indexOf(' ')));
                assertThat(line).as("the text").isEqualTo(line.strip());
                String text = line.split(" \\| ", 4)[3];
                assertThat(text).isEqualTo(text.toLowerCase(Locale.ROOT)).matches("[\\p{ASCII}✓✔√✕×✗]+");
                assertThat(text).matches("\\^.+|.{3,}");
            });
        }
    }

    @Test
    void noTextStandsTwice() {
        assertThat(signatures)
                .extracting(signature -> signature.parts() + " " + signature.atStart() + signature.atEnd())
                .doesNotHaveDuplicates();
    }

    private Optional<Verdict> judge(String output) {
        return classifier.classify(Stalls.printed("", output));
    }

    private List<Meaning> meanings(Sample sample) {
        return PlainMatching.find(signatures, lowerCase(sample)).stream()
                .map(Signature::meaning)
                .toList();
    }

    private static String lowerCase(Sample sample) {
        return sample.line().strip().toLowerCase(Locale.ROOT);
    }
}
