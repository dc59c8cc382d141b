package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.members.MarkRange;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The marks of one watchdog: numbers that begin with the same random digits, so that one look finds those of a run, and
 * another those of all its runs. Thread-safe.
 */
final class Marks {
    /** Six digits tell the runs apart; a watchdog that has had a million begins anew. */
    private static final long RUNS = 1_000_000;

    /** Twelve digits before them, not to be guessed: far above any number that somebody might mean as a limit. */
    private static final long LEAST_PREFIX = 100_000_000_000L;

    private static final long MOST_PREFIX = 10 * LEAST_PREFIX;

    private final long prefix;
    private final AtomicLong runs = new AtomicLong();

    /** Below that of the host, which may be marked itself: nobody can raise such a limit again. */
    Marks(RandomGenerator random, ProcFs proc) {
        long own = proc.fileLockLimit(ProcessHandle.current().pid()).orElse(Long.MAX_VALUE);
        long most = Math.min(MOST_PREFIX, own / RUNS);
        long least = most > LEAST_PREFIX ? LEAST_PREFIX : most / 2;
        prefix = least + Math.floorMod(random.nextLong(), Math.max(1, most - least));
    }

    /** That of a new run. */
    long next() {
        return prefix * RUNS + Math.floorMod(runs.getAndIncrement(), RUNS);
    }

    /** Those of all its runs. */
    MarkRange all() {
        return new MarkRange(prefix * RUNS, prefix * RUNS + RUNS - 1);
    }

    /** How all of them begin, and how many digits follow: a regular expression, for the guardian. */
    String pattern() {
        return prefix + "[0-9]\\{6\\}";
    }
}
