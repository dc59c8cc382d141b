package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputSignatureClassifierTest {
    private static final String LOCK = "Blocking waiting for file lock on package cache";
    private static final String NETWORK = "curl: (28) Operation timed out";

    private final OutputSignatureClassifier classifier = new OutputSignatureClassifier();

    @Test
    void theVeryLastLineCountsMost() {
        assertThat(judge("", NETWORK + "\n" + LOCK + "\n").rootCause()).isEqualTo(RootCause.LOCK);
        assertThat(judge("", LOCK + "\n" + NETWORK + "\n").rootCause()).isEqualTo(RootCause.NETWORK);
    }

    @Test
    void eachLineAfterwardsTakesATenthOff() {
        assertThat(judge("", LOCK).confidence()).isEqualTo(new Confidence(0.95));
        assertThat(judge("", LOCK + "\none\ntwo\n").confidence()).isEqualTo(new Confidence(0.75));
    }

    @Test
    void whatWasSaidLongAgoIsOver() {
        assertThat(classifier.classify(Stalls.printed("", LOCK + "\n" + "and on it goes\n".repeat(10))))
                .isEmpty();
    }

    @Test
    void blankLinesAreNoProgress() {
        assertThat(judge("", LOCK + "\n\n   \n\n").confidence()).isEqualTo(new Confidence(0.95));
    }

    @Test
    void aLineWithoutItsEndCountsToo() {
        assertThat(judge("Password for 'https://git.example.org':", "").rootCause())
                .isEqualTo(RootCause.INPUT_WAIT);
    }

    @Test
    void aProgressLineThatIsOverwrittenCountsAsItsLastState() {
        assertThat(judge("", "10% done\r20% done\r0% [Waiting for headers]").rootCause())
                .isEqualTo(RootCause.NETWORK);
    }

    @Test
    void bothStreamsAreHeardAndTheSurerOneIsBelieved() {
        assertThat(judge("Downloading from central: x\n", LOCK + "\n").rootCause())
                .isEqualTo(RootCause.LOCK);
        assertThat(judge(LOCK + "\n", "Downloading from central: x\n").rootCause())
                .isEqualTo(RootCause.LOCK);
    }

    @Test
    void theVerdictSaysWhichLineAndWhichTool() {
        assertThat(judge("", LOCK).because())
                .containsExactly(Because.outputLine(LOCK), Because.fact("known from cargo"));
    }

    @Test
    void hostileOutputIsJudgedInBoundedTime() {
        // Many half matches of signatures with a star, in one line of several megabytes.
        String hostile = "fatal: unable to access '".repeat(200_000) + "\u0000\u001b[31m\uD800";

        assertThat(classifier.classify(Stalls.printed(hostile, hostile))).isEmpty();
    }

    private Verdict judge(String stdout, String stderr) {
        Optional<Verdict> verdict = classifier.classify(Stalls.printed(stdout, stderr));
        assertThat(verdict).isPresent();
        return verdict.orElseThrow();
    }
}
