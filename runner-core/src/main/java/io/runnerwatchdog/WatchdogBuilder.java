package io.runnerwatchdog;

import io.runnerwatchdog.config.LiveConfig;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.internal.engine.EngineMaker;
import io.runnerwatchdog.internal.engine.EngineSettings;
import io.runnerwatchdog.internal.members.Trace;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Sets up a {@link Watchdog}. Not thread-safe; {@link #build()} takes a copy, so one builder may build several.
 *
 * <p>Defaults: 12 s idle, 45 s in all, {@link StopPolicy#DEFAULT}, no configuration file, the classifiers found on the
 * class path, no listeners, 64 KiB of output kept of each stream, a guardian, any number of runs at a time.
 */
public final class WatchdogBuilder {
    private LimitOverrides limits = LimitOverrides.NONE;
    private Optional<StopPolicy> stopPolicy = Optional.empty();
    private Supplier<RunnerConfig> configs = new Fixed(RunnerConfig.defaults());
    private final List<RunListener> listeners = new ArrayList<>();
    private final List<RootCauseClassifier> classifiers = new ArrayList<>();
    private boolean discoverClassifiers = true;
    private int tailBytes = 64 * 1024;
    private boolean guardian = true;
    private Containment containment = Containment.TRACES;
    private OptionalInt mostAtOnce = OptionalInt.empty();
    private Optional<AutoSkip> autoSkip = Optional.empty();
    private Optional<Path> skipDirectory = Optional.empty();
    private boolean shadow;
    private Ticker ticker = Ticker.system();
    private InstantSource wallClock = InstantSource.system();

    /** A configuration that stays as it is. */
    private record Fixed(RunnerConfig get) implements Supplier<RunnerConfig> {}

    WatchdogBuilder() {}

    /** The idle limit of commands that bring none; over the {@code timeouts} of a configuration. */
    public WatchdogBuilder idleTimeout(Duration idle) {
        limits = limits.withIdle(idle);
        return this;
    }

    /** The hard limit of commands that bring none; over the {@code timeouts} of a configuration. */
    public WatchdogBuilder hardTimeout(Duration hard) {
        limits = limits.withHard(hard);
        return this;
    }

    /** The warn mark of commands that bring none. */
    public WatchdogBuilder warnAfter(Duration warn) {
        limits = limits.withWarn(warn);
        return this;
    }

    /** How trees are stopped; its grace goes over the configuration's {@code grace_ms}. */
    public WatchdogBuilder stopPolicy(StopPolicy policy) {
        stopPolicy = Optional.of(policy);
        limits = limits.withGrace(policy.grace());
        return this;
    }

    /** Limits per command type and environment, and the commands that are allowed. */
    public WatchdogBuilder config(RunnerConfig config) {
        configs = new Fixed(Objects.requireNonNull(config, "config"));
        return this;
    }

    /**
     * The same from a file that is looked at again when it changes: each run is started by what it says then. Only whether
     * steps are skipped at all is settled when the watchdog is built.
     */
    public WatchdogBuilder config(LiveConfig config) {
        configs = Objects.requireNonNull(config, "config");
        return this;
    }

    /**
     * Steps that keep stalling are not started any more for a while. What is known of them is kept with the evidence, if
     * an {@link io.runnerwatchdog.evidence.EvidenceLog} is among the listeners when the watchdog is built, and is then shared
     * with all hosts that write there; otherwise it is this watchdog's own. Over the configuration's {@code auto_skip}.
     * Default: no step is skipped.
     */
    public WatchdogBuilder autoSkip(AutoSkip when) {
        autoSkip = Optional.of(when);
        return this;
    }

    /** The same, with what is known of them in this directory. */
    public WatchdogBuilder autoSkip(AutoSkip when, Path directory) {
        skipDirectory = Optional.of(directory);
        return autoSkip(when);
    }

    /**
     * Whether stalls are only diagnosed and told, and nothing is stopped: to try limits on real work. A run's first stall is
     * told, with {@link io.runnerwatchdog.event.RunInfo#shadow()}; after it the run is left alone. Default false, or what the
     * configuration says.
     */
    public WatchdogBuilder shadow(boolean shadow) {
        this.shadow = shadow;
        return this;
    }

    /** Hears all events of all runs. */
    public WatchdogBuilder listener(RunListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** One more classifier, beside those that are discovered. */
    public WatchdogBuilder classifier(RootCauseClassifier classifier) {
        classifiers.add(Objects.requireNonNull(classifier, "classifier"));
        return this;
    }

    /** Whether classifiers are looked for by {@link java.util.ServiceLoader}. Default true. */
    public WatchdogBuilder discoverClassifiers(boolean discover) {
        discoverClassifiers = discover;
        return this;
    }

    /**
     * How much of each output stream is kept for results and events, in bytes.
     *
     * @param bytes within 1,024 and 16 Mi
     */
    public WatchdogBuilder tailBytes(int bytes) {
        if (bytes < 1024 || bytes > 16 * 1024 * 1024) {
            throw new IllegalArgumentException("tailBytes must be within 1024 and 16777216, was " + bytes);
        }
        tailBytes = bytes;
        return this;
    }

    /**
     * Whether a guardian outlives the host, on Linux: one small {@code sh} for each watchdog, from its first run on, that
     * waits for the end of a pipe and kills what runs have left if the host dies without {@link Watchdog#close()}, for
     * example by SIGKILL or for want of memory. Default true.
     */
    public WatchdogBuilder guardian(boolean guardian) {
        this.guardian = guardian;
        return this;
    }

    /** By what the processes of a run are held together. Default {@link Containment#TRACES}. */
    public WatchdogBuilder containment(Containment containment) {
        this.containment = Objects.requireNonNull(containment, "containment");
        return this;
    }

    /**
     * How many runs go on at a time; others wait, in the order in which they were started, and their limits begin when
     * their turn comes. Processes that are only watched do not count. Default: any number.
     *
     * @param runs greater than 0
     */
    public WatchdogBuilder maxConcurrentRuns(int runs) {
        if (runs <= 0) {
            throw new IllegalArgumentException("maxConcurrentRuns must be > 0, was " + runs);
        }
        mostAtOnce = OptionalInt.of(runs);
        return this;
    }

    /** The clock for durations. */
    public WatchdogBuilder ticker(Ticker ticker) {
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        return this;
    }

    /** The clock for the time stamps that people see. */
    public WatchdogBuilder wallClock(InstantSource clock) {
        wallClock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * A watchdog of these settings.
     *
     * @throws IllegalArgumentException if settings contradict each other, for example an idle limit that is not shorter
     *     than the hard limit, or if a classifier was given that has no id, or the id of another
     */
    public Watchdog build() {
        StopPolicy policy = stopPolicy.orElse(StopPolicy.DEFAULT);
        limits.over(Limits.DEFAULTS);
        return EngineMaker.make(new EngineSettings(
                limits,
                policy,
                configs,
                listeners,
                classifiers,
                discoverClassifiers,
                tailBytes,
                guardian,
                mostAtOnce,
                containment,
                EnumSet.allOf(Trace.class),
                autoSkip,
                skipDirectory,
                shadow,
                ticker,
                wallClock));
    }
}
