package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.benchmarks.scenario.Statistics;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How late a call returns that has to stop what it ran. */
final class Limit implements Trial {
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Command POLITE = Command.of("sleep", "1000");
    private static final Command DEAF = Command.of("sh", "-c", "trap '' TERM; while :; do sleep 1000; done");

    private final int calls;
    private final Duration bound;

    Limit(Scale scale) {
        calls = scale.of(100, 2);
        bound = scale.of(Duration.ofMillis(50), Duration.ofSeconds(10));
    }

    @Override
    public String id() {
        return "limit";
    }

    @Override
    public String title() {
        return "how late a call returns, after an idle limit of " + IDLE.toMillis() + " ms and a grace of "
                + GRACE.toMillis() + " ms";
    }

    @Override
    public Outcome run() throws InterruptedException {
        List<Double> polite = new ArrayList<>();
        List<Double> deaf = new ArrayList<>();
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(IDLE)
                .stopPolicy(StopPolicy.graceful(GRACE))
                .build()) {
            for (int i = 0; i < calls; i++) {
                polite.add(late(watchdog, POLITE, IDLE));
                deaf.add(late(watchdog, DEAF, IDLE.plus(GRACE)));
            }
        }
        return new Outcome.Gathering()
                .figure("calls of each kind", calls)
                .spread("late where SIGTERM suffices", polite)
                .spread("late where it takes SIGKILL", deaf)
                .require(inTime(polite), "P99 is above " + bound.toMillis() + " ms where SIGTERM suffices")
                .require(inTime(deaf), "P99 is above " + bound.toMillis() + " ms where it takes SIGKILL")
                .done();
    }

    /** From the call on, so that the start of the process is in it. */
    private static double late(Watchdog watchdog, Command command, Duration due) throws InterruptedException {
        long start = System.nanoTime();
        RunResult result = watchdog.run(command);
        double late = (System.nanoTime() - start - due.toNanos()) / 1e6;
        if (!result.stalled() || !result.stop().survivors().isEmpty()) {
            throw new IllegalStateException(result.termination().describe());
        }
        return late;
    }

    private boolean inTime(List<Double> late) {
        return Statistics.percentile(late, 99) <= bound.toMillis();
    }
}
