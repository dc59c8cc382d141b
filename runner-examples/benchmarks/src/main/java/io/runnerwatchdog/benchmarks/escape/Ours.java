package io.runnerwatchdog.benchmarks.escape;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** This project: an idle limit, and a watchdog that is closed after the run, so that what was left behind is stopped. */
final class Ours implements Stopper {
    /** With all that it does. */
    static final String NAME = "Runner Watchdog";

    private static final Duration GRACE = Duration.ofMillis(500);

    private final String name;
    private final Supplier<Watchdog> watchdogs;

    private Ours(String name, Supplier<Watchdog> watchdogs) {
        this.name = name;
        this.watchdogs = watchdogs;
    }

    /**
     * The variant of this name. This is the one place that knows what each of them leaves out.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Stopper named(String name) {
        return switch (name) {
            case NAME -> new Ours(name, Ours::complete);
            default -> throw new IllegalArgumentException("no variant is named " + name);
        };
    }

    private static Watchdog complete() {
        return Watchdog.builder()
                .idleTimeout(LIMIT)
                .stopPolicy(StopPolicy.graceful(GRACE))
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ours() {
        return true;
    }

    @Override
    public Ending run(List<String> argv) throws Exception {
        RunResult result;
        try (Watchdog watchdog = watchdogs.get()) {
            result = watchdog.run(Command.of(argv));
        }
        if (result.termination() instanceof Termination.Stopped) {
            return Ending.STOPPED;
        }
        if (result.termination() instanceof Termination.Exited) {
            return Ending.BY_ITSELF;
        }
        throw new IllegalStateException(result.termination().describe());
    }
}
