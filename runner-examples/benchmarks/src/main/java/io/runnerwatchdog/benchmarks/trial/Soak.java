package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** So many runs through one watchdog that whatever it did not let go of would show. */
final class Soak implements Trial {
    private static final int AT_A_TIME = 16;

    /** The holdings after so many are those that are compared with: by then all is loaded, filled and grown. */
    static final int FIRST = 100;

    /** One of so many stalls. */
    private static final int STALLING = 20;

    private static final int CODES = 7;
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Command SILENT = Command.of("sleep", "1000").idleTimeout(IDLE);
    private static final long MOST_GROWTH_BYTES = 2 << 20;

    private final int wanted;
    private final Duration patience;
    private final AtomicInteger wrong = new AtomicInteger();

    /** @param asked how many runs; empty: as many as the scale says */
    Soak(Scale scale, OptionalInt asked) {
        wanted = asked.orElse(scale.of(20_000, 300));
        patience = scale.of(Duration.ofSeconds(90), Duration.ZERO);
    }

    @Override
    public String id() {
        return "soak";
    }

    @Override
    public String title() {
        return "what is held after " + wanted + " runs, " + AT_A_TIME + " at a time, one in " + STALLING + " stalling";
    }

    @Override
    public Outcome run() throws IOException, InterruptedException {
        Holdings first;
        Holdings last;
        double seconds;
        try (Watchdog watchdog = Watchdog.builder().build()) {
            runAll(watchdog, 0, FIRST);
            first = Holdings.settled(patience);
            long start = System.nanoTime();
            runAll(watchdog, FIRST, wanted);
            seconds = (System.nanoTime() - start) / 1e9;
            last = Holdings.settled(patience);
        }
        long growth = last.heapBytes() - first.heapBytes();
        Outcome.Gathering outcome = new Outcome.Gathering()
                .figure("runs", wanted)
                .figure("runs per second", Math.round((wanted - FIRST) / seconds));
        compare(outcome, "threads", first.threads(), last.threads());
        compare(outcome, "descriptors", first.descriptors(), last.descriptors());
        compare(outcome, "processes", first.processes(), last.processes());
        return outcome.figure(
                        "heap, KiB, after " + FIRST + " / at the end",
                        first.heapBytes() / 1024 + " / " + last.heapBytes() / 1024)
                .require(growth <= MOST_GROWTH_BYTES, "the heap has grown by " + growth / 1024 + " KiB")
                .requireNone(wrong.get(), "wrong results")
                .done();
    }

    private static void compare(Outcome.Gathering outcome, String what, Collection<?> first, Collection<?> last) {
        List<Object> more = new ArrayList<>(last);
        first.forEach(more::remove);
        outcome.figure(what + ", after " + FIRST + " / at the end", first.size() + " / " + last.size())
                .require(first.size() == last.size(), what + " are not as many as before, new are " + more);
    }

    /** Returns when all of them have ended. Keeps no result, so that nothing is held by the trial itself. */
    private void runAll(Watchdog watchdog, int from, int to) throws InterruptedException {
        Semaphore free = new Semaphore(AT_A_TIME);
        for (int i = from; i < to; i++) {
            int number = i;
            free.acquire();
            watchdog.start(number % STALLING == 0 ? SILENT : printing(number))
                    .result()
                    .whenComplete((result, never) -> {
                        if (!isRight(result, number)) {
                            wrong.incrementAndGet();
                        }
                        free.release();
                    });
        }
        free.acquire(AT_A_TIME);
    }

    private static Command printing(int number) {
        return Command.of("sh", "-c", "echo x; exit " + number % CODES);
    }

    private static boolean isRight(RunResult result, int number) {
        if (number % STALLING == 0) {
            return result.stalled() && result.stop().survivors().isEmpty();
        }
        return !result.stalled()
                && result.exitCode().equals(OptionalInt.of(number % CODES))
                && result.stdout().text().equals("x\n");
    }
}
