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

    /** Its answers for each stall, from several threads at once; each begins with another stall. */
    List<Map.Entry<NamedStall, Answer>> askFromAllThreads(List<NamedStall> stalls) {
        List<ForkJoinTask<Answer>> asked = new ArrayList<>();
        List<NamedStall> about = new ArrayList<>();
        for (NamedStall each : stalls) {
            // The same stall for all threads, then a different one for each: state is shared by either.
            for (int thread = 0; thread < THREADS; thread++) {
                about.add(each);
            }
            about.addAll(stalls.subList(0, Math.min(THREADS, stalls.size())));
        }
        for (NamedStall each : about) {
            asked.add(threads.submit(() -> answer(each.stall())));
        }
        List<Map.Entry<NamedStall, Answer>> answers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            answers.add(Map.entry(about.get(i), await(asked.get(i))));
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
                return new Answer.Failed("returned an Optional of " + answer.get().getClass().getName());
            }
            return new Answer.Said(answer.map(Verdict.class::cast), took);
        } catch (Throwable thrown) {
            // An Error as well: the watchdog survives it, but its verdict is lost.
            return new Answer.Failed("threw " + Shown.plain(thrown.toString()) + where(thrown)
                    + "; any fact may be missing, and any text be anything");
        }
    }

    private static String where(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
