package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the classifiers of the wait chain say of a stall. */
final class Verdicts {
    static final List<RootCauseClassifier> CLASSIFIERS = List.of(
            new BusyClassifier(),
            new ChildHangClassifier(),
            new CpuStarveClassifier(),
            new InputWaitClassifier(),
            new IoWaitClassifier(),
            new LockClassifier(),
            new NetworkClassifier(),
            new OutputBlockedClassifier());

    private Verdicts() {}

    static List<Verdict> of(StallContext stall) {
        return CLASSIFIERS.stream()
                .flatMap(classifier -> classifier.classify(stall).stream())
                .toList();
    }

    static List<RootCause> causes(StallContext stall) {
        return of(stall).stream().map(Verdict::rootCause).toList();
    }

    static List<RootCause> causes(Stalls.Stall stall) {
        return causes(stall.context());
    }

    /** The surest. */
    static Optional<RootCause> cause(StallContext stall) {
        return of(stall).stream().max(Comparator.comparing(Verdict::confidence)).map(Verdict::rootCause);
    }

    static Optional<RootCause> cause(Stalls.Stall stall) {
        return cause(stall.context());
    }

    /** How sure the one is of its cause; 0 where it says nothing. */
    static double sure(RootCauseClassifier classifier, Stalls.Stall stall) {
        return classifier
                .classify(stall.context())
                .map(verdict -> verdict.confidence().value())
                .orElse(0.0);
    }

    /** The evidence of the one that says something of this cause. */
    static List<String> because(RootCause cause, Stalls.Stall stall) {
        return of(stall.context()).stream()
                .filter(verdict -> verdict.rootCause().equals(cause))
                .flatMap(verdict -> verdict.because().stream())
                .map(because -> because.text())
                .toList();
    }
}
