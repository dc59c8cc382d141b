package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.spi.StallContext;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Asks all classifiers at once, each with a second, all together with two, and ranks what they say. One that hangs,
 * throws or says null costs its own verdict only. Thread-safe.
 */
public final class Diagnostician {
    private static final long EACH = Duration.ofSeconds(1).toNanos();
    private static final long TOGETHER = Duration.ofSeconds(2).toNanos();

    private final Classifiers classifiers;
    private final ExecutorService pool;
    private final Ticker ticker;
    private final AtomicBoolean prepared = new AtomicBoolean();

    /**
     * @param pool for foreign code, which may block
     */
    public Diagnostician(Classifiers classifiers, ExecutorService pool, Ticker ticker) {
        this.classifiers = classifiers;
        this.pool = pool;
        this.ticker = ticker;
    }

    /** The ids of those that are asked, in their order. */
    public List<String> classifiers() {
        return classifiers.now().stream().map(GuardedClassifier::id).toList();
    }

    /** A stall may be near: the first time, classifiers do now what they have to do once. Returns at once. */
    public void prepare() {
        classifiers.seek(pool);
        if (prepared.compareAndSet(false, true)) {
            try {
                pool.execute(this::prepareAll);
            } catch (RejectedExecutionException closed) {
                // Nobody will be asked any more.
                return;
            }
        }
    }

    private void prepareAll() {
        List<GuardedClassifier> all = classifiers.within(TOGETHER);
        try {
            // Each by itself: one that hangs must not keep the others from it.
            all.forEach(classifier -> pool.execute(classifier::prepare));
        } catch (RejectedExecutionException closed) {
            // Nobody will be asked any more.
            return;
        }
    }

    /**
     * What the classifiers make of a stall.
     *
     * @param trouble is told the id of a classifier that failed, and how
     */
    public Diagnosis diagnose(StallContext stall, BiConsumer<String, String> trouble) {
        classifiers.seek(pool);
        List<GuardedClassifier> all = classifiers.within(TOGETHER);
        // From here on, so that a long search does not look like a classifier that hangs.
        long start = ticker.nanos();
        List<Call> calls = new ArrayList<>();
        for (GuardedClassifier classifier : all) {
            ask(classifier, stall, trouble).ifPresent(calls::add);
        }
        List<Judgement> judgements = new ArrayList<>();
        for (Call call : calls) {
            long left = TOGETHER - (ticker.nanos() - start);
            answer(call, Math.min(EACH, left), trouble)
                    .ifPresent(verdict -> judgements.add(new Judgement(call.classifier.id(), verdict)));
        }
        return conclude(stall, judgements);
    }

    /** A classifier that was asked. */
    private record Call(GuardedClassifier classifier, AtomicBoolean begun, Future<Optional<Verdict>> answer) {}

    private Optional<Call> ask(GuardedClassifier classifier, StallContext stall, BiConsumer<String, String> trouble) {
        if (!classifier.enter()) {
            trouble.accept(classifier.id(), "not asked: too many of its calls have not come back");
            return Optional.empty();
        }
        AtomicBoolean begun = new AtomicBoolean();
        try {
            Future<Optional<Verdict>> answer = pool.submit(() -> {
                begun.set(true);
                return classifyInWords(classifier, stall);
            });
            return Optional.of(new Call(classifier, begun, answer));
        } catch (RejectedExecutionException closed) {
            return Optional.empty();
        }
    }

    /** What it throws is put into words here: a future asks an exception for its text when it hands it on. */
    private static Optional<Verdict> classifyInWords(GuardedClassifier classifier, StallContext stall) {
        try {
            return classifier.classify(stall);
        } catch (Throwable thrown) { // checked ones too: the compiler can be tricked into letting them through
            throw new IllegalStateException(Thrown.describe(thrown));
        }
    }

    private static Optional<Verdict> answer(Call call, long patience, BiConsumer<String, String> trouble) {
        try {
            return call.answer.get(Math.max(0, patience), TimeUnit.NANOSECONDS);
        } catch (ExecutionException threw) {
            trouble.accept(call.classifier.id(), "threw " + threw.getCause().getMessage());
        } catch (TimeoutException hangs) {
            interrupt(call);
            trouble.accept(call.classifier.id(), "gave no answer within a second");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            interrupt(call);
        }
        return Optional.empty();
    }

    private static void interrupt(Call call) {
        // A call that has not begun is left to run, or the guard would count it as under way for ever.
        if (call.begun.get()) {
            call.answer.cancel(true);
        }
    }

    private static Diagnosis conclude(StallContext stall, List<Judgement> judgements) {
        Combination.Outcome outcome = Combination.of(judgements);
        return new Diagnosis(
                Summary.ofStall(stall, outcome.cause(), outcome.first().map(Judgement::verdict)),
                outcome.cause(),
                outcome.confidence(),
                stall.chain(),
                Combination.ranked(judgements));
    }
}
