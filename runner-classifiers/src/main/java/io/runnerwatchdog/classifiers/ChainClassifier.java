package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;

/** A classifier of one root cause by the end of the wait chain. Stateless, thread-safe. */
abstract sealed class ChainClassifier implements RootCauseClassifier
        permits BusyClassifier,
                ChildHangClassifier,
                CpuStarveClassifier,
                InputWaitClassifier,
                IoWaitClassifier,
                LockClassifier,
                NetworkClassifier,
                OutputBlockedClassifier {
    private final String id;

    ChainClassifier(String id) {
        this.id = id;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final int order() {
        return 100;
    }

    @Override
    public final Optional<Verdict> classify(StallContext stall) {
        return Ending.of(stall).flatMap(ending -> judge(ending).map(ending::explain));
    }

    /** The verdict of this cause, or empty where the chain does not end in it. */
    abstract Optional<Verdict> judge(Ending ending);
}
