package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.internal.threads.Uninterrupted;
import io.runnerwatchdog.spi.RootCauseClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;

/**
 * The classifiers of one watchdog. Those that jars bring are looked for at the first need: most runs end without one, and to
 * find them takes as long as all else that a host pays for its first run. Thread-safe.
 */
public final class Classifiers implements Callable<List<GuardedClassifier>> {
    private final List<RootCauseClassifier> given;
    private final boolean discover;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    // Guarded by this. Replaced where it failed: with no memory left it may find nothing, and later all.
    private FutureTask<List<GuardedClassifier>> search;
    private boolean begun;

    private volatile boolean late;

    /**
     * Those that the host gave, and what the class loader of the calling thread finds.
     *
     * @throws IllegalArgumentException if one that was given has no id, or the same as another
     */
    public Classifiers(List<RootCauseClassifier> given, boolean discover) {
        this.given = given;
        this.discover = discover;
        this.search = new FutureTask<>(this);
        if (!given.isEmpty()) {
            // Here and now, since what is wrong is told to whoever gave them.
            List<GuardedClassifier> all = call();
            this.search = new FutureTask<>(() -> all);
            this.begun = true;
            search.run();
        }
    }

    /** The search itself; what it finds is not kept here. */
    @Override
    public List<GuardedClassifier> call() {
        List<GuardedClassifier> all = new ArrayList<>();
        for (RootCauseClassifier classifier : given) {
            all.add(ClassifierLoader.guarded(classifier));
        }
        if (discover) {
            all.addAll(discovered());
        }
        List<GuardedClassifier> ordered = ClassifierLoader.ordered(all);
        log().debug("classifiers: {}; what is missing is not named in any {}", ordered, ClassifierLoader.SERVICES);
        return ordered;
    }

    /** Constructors see the class loader that they would have seen had they been called when the watchdog was built. */
    private List<GuardedClassifier> discovered() {
        Thread here = Thread.currentThread();
        ClassLoader before = here.getContextClassLoader();
        here.setContextClassLoader(loader);
        try {
            return ClassifierLoader.discover(loader);
        } finally {
            here.setContextClassLoader(before);
        }
    }

    /** Begins to look for them on the pool, if that was not done before; at once, and whoever needs them will wait. */
    void seek(Executor pool) {
        FutureTask<List<GuardedClassifier>> now;
        synchronized (this) {
            if (begun) {
                return;
            }
            begun = true;
            now = search;
        }
        try {
            pool.execute(now);
        } catch (RejectedExecutionException closed) {
            now.cancel(false);
        } catch (OutOfMemoryError noThread) {
            // The next stall begins anew; else it would wait for somebody who does not search.
            again(now);
            throw noThread;
        }
    }

    /**
     * All of them; none where they could not be found within {@code patience} nanoseconds. Once that was so, it is not waited
     * for them again: what hangs for long hangs for ever.
     */
    List<GuardedClassifier> within(long patience) {
        FutureTask<List<GuardedClassifier>> now = search();
        try {
            return now.get(late ? 0 : Math.max(0, patience), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            late = true;
            log().warn("the classifiers are not found yet: a constructor or an id() hangs, or no thread is free");
        } catch (ExecutionException | CancellationException failed) {
            return none(now, failed);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    /** All of them, looked for on the calling thread, the host's, where that was not begun before. */
    List<GuardedClassifier> now() {
        FutureTask<List<GuardedClassifier>> now;
        synchronized (this) {
            begun = true;
            now = search;
        }
        now.run();
        try {
            return Uninterrupted.get(now);
        } catch (ExecutionException | CancellationException failed) {
            return none(now, failed);
        }
    }

    private List<GuardedClassifier> none(FutureTask<List<GuardedClassifier>> failed, Exception how) {
        if (how instanceof ExecutionException) {
            log().warn("the classifiers could not be found: {}", Thrown.describe(how.getCause()));
            again(failed);
        }
        return List.of();
    }

    private synchronized FutureTask<List<GuardedClassifier>> search() {
        return search;
    }

    private synchronized void again(FutureTask<List<GuardedClassifier>> failed) {
        if (search == failed) {
            search = new FutureTask<>(this);
            begun = false;
        }
    }

    private static Logger log() {
        return Logs.of(Classifiers.class);
    }
}
