package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.testkit.ClassifierContract;
import io.runnerwatchdog.classifiers.testkit.RecordedStall;
import io.runnerwatchdog.spi.RootCauseClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recorded stalls that come with the test kit are what the recordings of {@code /proc} give. With {@code
 * -Dshipped.write=true} the files are written anew; look at the difference before you keep it.
 */
class ShippedStallsTest {
    private static final Path CASES = Path.of(
                    "src/main/resources/io/runnerwatchdog/classifiers/testkit/recorded-stalls")
            .toAbsolutePath();

    static List<RecordedCase> all() {
        return RecordedCase.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFileIsWhatTheRecordingGives(RecordedCase recorded) throws IOException {
        RecordedStall stall = new RecordedStall(
                recorded.name(), Set.of(recorded.cause()), RecordedCase.seenTwice(recorded.recording()));
        Path file = CASES.resolve(recorded.name() + ".json");
        if (Boolean.getBoolean("shipped.write")) {
            Files.createDirectories(CASES);
            Files.writeString(file, stall.json());
        }

        assertThat(file).as("write it with -Dshipped.write=true").content().isEqualTo(stall.json());
    }

    @Test
    void allFilesAreShippedWithTheirTruth() throws IOException {
        try (var files = Files.list(CASES)) {
            assertThat(files).hasSameSizeAs(RecordedCase.ALL);
        }
        assertThat(RecordedStall.shipped())
                .map(shipped -> new RecordedCase(
                        shipped.name(), shipped.truth().iterator().next()))
                .containsExactlyInAnyOrderElementsOf(RecordedCase.ALL);
    }

    @Test
    void theFilesTellNothingOfWhereTheyWereMade() throws IOException {
        for (RecordedStall shipped : RecordedStall.shipped()) {
            assertThat(shipped.json())
                    .as(shipped.name())
                    .doesNotContain(
                            System.getProperty("java.io.tmpdir") + "/recorded", System.getProperty("user.home"));
        }
    }

    @Test
    void theClassifiersKnowTheirOwnAndKeepSilentOnTheRest() {
        for (RootCauseClassifier classifier : Verdicts.CLASSIFIERS) {
            List<RecordedStall> own = RecordedStall.shipped().stream()
                    .filter(shipped -> isOf(classifier, shipped))
                    .toList();
            List<RecordedStall> others = RecordedStall.shipped().stream()
                    .filter(shipped -> !isOf(classifier, shipped) && !looksLike(classifier, shipped))
                    .toList();

            ClassifierContract.recognises(classifier, own);
            ClassifierContract.keepsSilentOn(classifier, others);
        }
    }

    /** Between two attempts at a lock a program sleeps, and a sleeping child may hang. */
    private static boolean looksLike(RootCauseClassifier classifier, RecordedStall shipped) {
        return classifier.id().equals("child_hang") && shipped.name().equals("sqlite-busy");
    }

    private static boolean isOf(RootCauseClassifier classifier, RecordedStall shipped) {
        return shipped.truth().stream().anyMatch(cause -> cause.id().equals(classifier.id()));
    }
}
