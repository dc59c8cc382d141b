package com.example.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.classifiers.testkit.ClassifierContract;
import io.runnerwatchdog.classifiers.testkit.RecordedStall;
import io.runnerwatchdog.classifiers.testkit.StallBuilder;
import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LicenceClassifierTest {
    private static final RootCause LICENCE = RootCause.of("licence");

    private final LicenceClassifier classifier = new LicenceClassifier();

    @Test
    void itKeepsTheContract() {
        ClassifierContract.check(new LicenceClassifier());
    }

    @Test
    void itKeepsSilentOnOthers() {
        ClassifierContract.keepsSilentOn(new LicenceClassifier(), RecordedStall.shipped());
    }

    @Test
    void itRecognisesARealOne() throws IOException {
        Path file = Path.of("src/test/resources/com/example/licence/silent-server.json");
        ClassifierContract.recognises(new LicenceClassifier(), List.of(RecordedStall.read(file)));
    }

    @Test
    void theConnectionToTheServerIsTheReason() {
        StallContext stall = StallBuilder.of("make", "all")
                .process("make", new Wait.OnChild("wait4", OptionalLong.empty()))
                .process("compile", socket("10.0.0.1:27000"))
                .build();

        assertThat(classifier.classify(stall))
                .contains(Verdict.of(LICENCE, 0.98).because(Because.fact("recvfrom tcp 10.0.0.1:27000 ESTABLISHED")));
    }

    @Test
    void aProgramThatPollsTheServerAmongOthersWaitsForIt() {
        Wait polls = new Wait.OnEvents("poll", List.of(new Wait.OnSignal("x"), socket("[::1]:27009")), true);

        assertThat(classifier.classify(
                        StallBuilder.of("x").process("compile", polls).build()))
                .hasValueSatisfying(verdict -> assertThat(verdict.rootCause()).isEqualTo(LICENCE));
    }

    @Test
    void anotherPortIsAnotherServer() {
        for (String remote : List.of("10.0.0.1:443", "10.0.0.1:27010", "10.0.0.1:127000", "27000", "")) {
            assertThat(classifier.classify(StallBuilder.of("x")
                            .process("compile", socket(remote))
                            .build()))
                    .as(remote)
                    .isEmpty();
        }
    }

    @Test
    void whatItSaidLastCounts() {
        StallContext waits = StallBuilder.of("compile")
                .stderr("cc main.c\nwaiting for a licence ...\n\n")
                .build();
        StallContext gotIt = StallBuilder.of("compile")
                .stderr("waiting for a licence ...\ngot one\n")
                .build();

        assertThat(classifier.classify(waits))
                .contains(Verdict.of(LICENCE, 0.9).because(Because.outputLine("waiting for a licence ...")));
        assertThat(classifier.classify(gotIt)).isEmpty();
    }

    private static Wait.OnSocket socket(String remote) {
        return new Wait.OnSocket(
                "recvfrom", 3, new SocketFacts("tcp", "10.0.0.2:40000", remote, "ESTABLISHED", 0, 0, 0), List.of());
    }
}
