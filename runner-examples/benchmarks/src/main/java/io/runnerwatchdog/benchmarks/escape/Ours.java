package io.runnerwatchdog.benchmarks.escape;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.internal.engine.EngineMaker;
import io.runnerwatchdog.internal.engine.EngineSettings;
import io.runnerwatchdog.internal.members.Trace;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * This project: an idle limit, and a watchdog that is closed after the run, so that what was left behind is stopped. Beside
 * what it does by itself there is what it does on request, and variants that follow one trace only: they show what each
 * trace is good for, and that the suite sees who escapes without it.
 */
final class Ours implements Stopper {
    /** With all that it does by itself. */
    static final String NAME = "Runner Watchdog";

    /** On request, with a mark that descendants inherit. */
    static final String MARKED = NAME + ", mark";

    /** On request, with a control group. */
    static final String GROUPED = NAME + ", control group";

    private static final String ONLY = "only ";
    private static final int TAIL_BYTES = 64 * 1024;
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
            case NAME -> new Ours(name, () -> complete(Containment.TRACES));
            case MARKED -> new Ours(name, () -> complete(Containment.MARK));
            case GROUPED -> new Ours(name, () -> complete(Containment.CGROUP));
            default -> throw new IllegalArgumentException("no variant is named " + name);
        };
    }

    /** Those that follow one trace only. */
    static List<Stopper> controls() {
        return Arrays.stream(Trace.values())
                .<Stopper>map(
                        trace -> new Ours(ONLY + trace.name().toLowerCase(Locale.ROOT), () -> following(Set.of(trace))))
                .toList();
    }

    private static Watchdog complete(Containment containment) {
        return Watchdog.builder()
                .idleTimeout(LIMIT)
                .stopPolicy(StopPolicy.graceful(GRACE))
                .containment(containment)
                .build();
    }

    private static Watchdog following(Set<Trace> traces) {
        Containment containment = traces.contains(Trace.MARK)
                ? Containment.MARK
                : traces.contains(Trace.GROUP) ? Containment.CGROUP : Containment.TRACES;
        return EngineMaker.make(new EngineSettings(
                LimitOverrides.NONE.withIdle(LIMIT),
                StopPolicy.graceful(GRACE).leftovers(StopPolicy.Leftovers.KEEP),
                RunnerConfig::defaults,
                List.of(),
                List.of(),
                true,
                TAIL_BYTES,
                false,
                OptionalInt.empty(),
                containment,
                traces,
                Optional.empty(),
                Optional.empty(),
                false,
                Ticker.system(),
                InstantSource.system()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ours() {
        return !name.startsWith(ONLY);
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
