package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.classifiers.Meaning.Aside;
import io.runnerwatchdog.classifiers.Meaning.Trouble;
import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a stream says about now: hears its lines from the newest back, and lets them fade. One stream, one thread.
 */
final class Present {
    private static final int OLDEST = 12;
    private static final double LESS_PER_LINE = 0.1;
    private static final double TOO_OLD = 0.2;

    private Optional<Verdict> best = Optional.empty();
    private Optional<PrintedLine> newer = Optional.empty();
    /** How many lines that said something new were printed after the one that is heard next. */
    private int age;

    private boolean over;

    /** Whether older lines cannot matter any more. */
    boolean isClosed() {
        return over || age >= OLDEST;
    }

    /** Hears one line, older than all before, and the signatures that it holds. */
    void hear(PrintedLine line, List<Signature> signatures) {
        over = holds(signatures, Aside.OVER);
        boolean calm = over || holds(signatures, Aside.CALM);
        boolean trouble = !calm && heardTrouble(line, signatures);
        boolean news = trouble || calm || !line.words().isEmpty() && !holds(signatures, Aside.CONTINUES);
        if (news && newer.filter(line::isFrameOf).isEmpty()) {
            age++;
        }
        newer = Optional.of(line);
    }

    private static boolean holds(List<Signature> signatures, Aside aside) {
        return signatures.stream().anyMatch(signature -> signature.meaning() == aside);
    }

    private boolean heardTrouble(PrintedLine line, List<Signature> signatures) {
        boolean heard = false;
        for (Signature signature : signatures) {
            if (signature.meaning() instanceof Trouble trouble) {
                heard = true;
                // Both rounded: else 0.8 - 0.1 is more than 0.7, and an older line wins a tie.
                double confidence = Confidence.of(Math.max(0, trouble.confidence() - LESS_PER_LINE * age))
                        .value();
                if (confidence
                        > best.map(verdict -> verdict.confidence().value()).orElse(TOO_OLD)) {
                    best = Optional.of(Verdict.of(trouble.cause(), confidence)
                            .because(Because.outputLine(line.text()))
                            .because(Because.fact("known from " + signature.tool())));
                }
            }
        }
        return heard;
    }

    Optional<Verdict> verdict() {
        return best;
    }
}
