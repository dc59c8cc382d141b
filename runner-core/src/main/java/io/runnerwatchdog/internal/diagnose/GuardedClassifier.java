package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.event.Level;

/** A classifier behind a guard: its id and order were asked once, and a call that never returns is not repeated for ever. */
public final class GuardedClassifier {
    /** With so many calls that have not come back it is not called again until one does. */
    private static final int MOST_UNDER_WAY = 16;

    private final String id;
    private final int order;
    private final RootCauseClassifier classifier;
    private final AtomicInteger underWay = new AtomicInteger();

    GuardedClassifier(String id, int order, RootCauseClassifier classifier) {
        this.id = id;
        this.order = order;
        this.classifier = classifier;
    }

    String id() {
        return id;
    }

    String className() {
        return classifier.getClass().getName();
    }

    int order() {
        return order;
    }

    /** Lets it do what has to be done once. Never throws. */
    void prepare() {
        try {
            classifier.prepare();
        } catch (Throwable failed) { // it is asked all the same: what it cannot do then is reported then
            Thrown.log(GuardedClassifier.class, Level.WARN, "classifier " + id + " could not prepare itself", failed);
        }
    }

    /** Takes leave to call it; false where too many calls hang. */
    boolean enter() {
        if (underWay.incrementAndGet() <= MOST_UNDER_WAY) {
            return true;
        }
        underWay.decrementAndGet();
        return false;
    }

    /** Calls it; only after {@link #enter()}. */
    Optional<Verdict> classify(StallContext stall) {
        try {
            Optional<Verdict> verdict = classifier.classify(stall);
            if (verdict == null) {
                throw new NullPointerException("classify returned null");
            }
            requireVerdict(verdict);
            return verdict;
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** A class compiled without generics can return an optional of anything. */
    private static void requireVerdict(Optional<?> answer) {
        answer.filter(value -> !(value instanceof Verdict)).ifPresent(other -> {
            throw new ClassCastException(
                    "classify returned an Optional of " + other.getClass().getName());
        });
    }

    @Override
    public String toString() {
        return id + " (" + classifier.getClass().getName() + ", order " + order + ")";
    }
}
