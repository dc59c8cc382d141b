package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Asks one classifier, on threads of its own: a call that never comes back costs a thread that ends with the JVM, not the
 * test.
 */
final class Questioning implements AutoCloseable {
    static final int THREADS = 4;

    private final RootCauseClassifier classifier;
    private final Ticker ticker;
    private final Duration patience;
    private final ForkJoinPool threads = new ForkJoinPool(THREADS);

    Questioning(RootCauseClassifier classifier, Ticker ticker, Duration patience) {
        this.classifier = classifier;
        this.ticker = ticker;
        this.patience = patience;
    }

    /** Its answer for one stall. */
    Answer ask(StallContext stall) {
        return await(threads.submit(() -> answer(stall)));
    }

    /** Its answers from several threads at once: first all about the same stall, then each about another one. */
    List<Map.Entry<NamedStall, Answer>> askFromAllThreads(List<NamedStall> stalls) {
        List<NamedStall> order = new ArrayList<>();
        for (int apart : new int[] {0, stalls.size() / THREADS}) {
            for (int i = 0; i < stalls.size(); i++) {
                for (int thread = 0; thread < THREADS; thread++) {
                    order.add(stalls.get((i + thread * apart) % stalls.size()));
                }
            }
        }
        List<ForkJoinTask<Answer>> asked = new ArrayList<>();
        for (NamedStall each : order) {
            asked.add(threads.submit(() -> answer(each.stall())));
        }
        List<Map.Entry<NamedStall, Answer>> answers = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            answers.add(Map.entry(order.get(i), await(asked.get(i))));
        }
        return answers;
    }

    private Answer await(ForkJoinTask<Answer> asked) {
        try {
            return asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Answer.Missing(patience);
        } catch (ExecutionException ours) {
            throw new IllegalStateException(ours);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a classifier was asked", stop);
        }
    }

    private Answer answer(StallContext stall) {
        long before = ticker.nanos();
        try {
            Optional<?> answer = classifier.classify(stall);
            Duration took = Duration.ofNanos(ticker.nanos() - before);
            if (answer == null) {
                return new Answer.Failed("returned null; return Optional.empty() where there is nothing to say");
            }
            if (answer.isPresent() && !(answer.get() instanceof Verdict)) {
                return new Answer.Failed(
                        "returned an Optional of " + answer.get().getClass().getName());
            }
            return new Answer.Said(answer.map(Verdict.class::cast), took);
        } catch (Throwable thrown) {
            // An Error as well: the watchdog survives it, but its verdict is lost.
            return new Answer.Failed("threw " + Shown.plain(thrown.toString()) + where(thrown)
                    + "; any fact may be missing, and any text be anything");
        }
    }

    /** Where in the code that is not the platform's. */
    private static String where(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
