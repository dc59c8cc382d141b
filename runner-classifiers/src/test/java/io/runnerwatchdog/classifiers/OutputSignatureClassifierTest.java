package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void coloursBetweenTheWordsDoNotHideThem() {
        Verdict verdict = judge(
                "", "\u001b[1m\u001b[38;5;14m    Blocking\u001b[0m waiting for file lock on package cache\u001b[K\n");

        assertThat(verdict.rootCause()).isEqualTo(RootCause.LOCK);
        assertThat(verdict.because()).contains(Because.outputLine(LOCK));
        assertThat(judge("", "\u001b]0;a title\u0007curl:\u001b[0m (28) Operation timed out")
                        .rootCause())
                .isEqualTo(RootCause.NETWORK);
        assertThat(judge("", "\u001b]8;;http://x\u001b\\curl: (28)\u001b]8;;\u001b\\")
                        .rootCause())
                .isEqualTo(RootCause.NETWORK);
    }

    @Test
    void aLineOfColoursOnlyIsBlank() {
        assertThat(judge("", LOCK + "\n\u001b[0m\n\u001b[?25h\n").confidence()).isEqualTo(new Confidence(0.95));
    }

    @Test
    void controlCharactersAreNoReasonToMatchOrToFail() {
        assertThat(judge("", "\u0000\u0007" + LOCK + "\u0008\uD800\u001b").rootCause())
                .isEqualTo(RootCause.LOCK);
        assertThat(classifier.classify(Stalls.printed("", LOCK.replace(' ', '\u0000'))))
                .isEmpty();
        assertThat(classifier.classify(Stalls.printed("", "\u001b[\u001b]\u001b")))
                .isEmpty();
    }

    @Test
    void aLongLineIsHeardByItsEnd() {
        assertThat(judge("", "x".repeat(1_000_000) + NETWORK).rootCause()).isEqualTo(RootCause.NETWORK);
        assertThat(classifier.classify(Stalls.printed("", NETWORK + "x".repeat(5_000))))
                .isEmpty();
    }

    /** Each would take hours in a matcher that tries again from every place; {@link SignatureMatcherTest} counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fatal: unable to access '",
                "Trying :",
                "deadlock another command ",
                "\u001b[",
                "\u001b]",
                "\u001b[0;",
                "\u001b]x\u001b",
                "0",
                ".\n",
                "|\r/\r",
                "retry in\n",
                "waiting for * to b",
                "[y/n",
                "\r",
                " ",
                "\n\u001b[0m",
                "\uD834\uDD1E"
            })
    void tenMegabytesOfHostileOutputAreJudged(String part) {
        String hostile = part.repeat(10_000_000 / part.length()) + "\u0000\u001b[31m\uD800";

        assertThat(classifier.classify(Stalls.printed(hostile, "\u001b]" + hostile)))
                .isEmpty();
    }

    private Verdict judge(String stdout, String stderr) {
        Optional<Verdict> verdict = classifier.classify(Stalls.printed(stdout, stderr));
        assertThat(verdict).isPresent();
        return verdict.orElseThrow();
    }
}
