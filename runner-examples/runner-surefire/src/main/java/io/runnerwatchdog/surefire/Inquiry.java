package io.runnerwatchdog.surefire;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Looks at a fork and finds out why it hangs; stops nothing. */
final class Inquiry {
    /** Long enough for a JVM to hand out its threads while it collects garbage. */
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private Inquiry() {}

    /**
     * Keeps what the classifiers are shown: a diagnosis has the wait chain only. It may hold that, against the rule for
     * classifiers, since its watchdog looks once.
     */
    private static final class Witness implements RootCauseClassifier {
        private final AtomicReference<TreeSnapshot> seen = new AtomicReference<>(TreeSnapshot.empty(0));

        @Override
        public String id() {
            return "io.runnerwatchdog.surefire.witness";
        }

        @Override
        public Optional<Verdict> classify(StallContext stall) {
            seen.set(stall.now());
            return Optional.empty();
        }
    }

    /**
     * Why a fork hangs.
     *
     * @throws InterruptedException if interrupted
     */
    static Finding into(HungFork fork) throws InterruptedException {
        Optional<ProcessHandle> jvm = ForkedJvm.of(fork);
        if (jvm.isEmpty()) {
            String why = fork.pid() > 0 ? "it has ended meanwhile" : "its process number is not known";
            return new Finding(Diagnosis.of("nothing could be seen: " + why), TreeSnapshot.empty(0));
        }
        Witness witness = new Witness();
        try (Watchdog watchdog =
                Watchdog.builder().guardian(false).classifier(witness).build()) {
            Diagnosis diagnosis = watchdog.diagnose(jvm.get(), WINDOW);
            return new Finding(diagnosis, witness.seen.get());
        }
    }
}
