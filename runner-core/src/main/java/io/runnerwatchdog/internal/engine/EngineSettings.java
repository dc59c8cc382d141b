package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.internal.members.Trace;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.Ticker;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a host can set.
 *
 * @param limits for commands that bring none
 * @param classifiers those that the host gave
 * @param discover whether to look for more
 * @param tailBytes how much of each stream is kept
 * @param guarded whether a guardian outlives the host
 * @param mostAtOnce how many runs go on at a time; empty: any number
 * @param containment by what runs are held together
 * @param autoSkip when steps that keep stalling are skipped; empty: as the configuration says
 * @param skipDirectory where hosts share what they know of that; empty: with the evidence, or not at all
 * @param shadow whether stalls are only told, also where the configuration does not say so
 * @param traces which traces lead to the processes of a run
 */
public record EngineSettings(
        LimitOverrides limits,
        StopPolicy stopPolicy,
        Supplier<RunnerConfig> configs,
        List<RunListener> listeners,
        List<RootCauseClassifier> classifiers,
        boolean discover,
        int tailBytes,
        boolean guarded,
        OptionalInt mostAtOnce,
        Containment containment,
        Set<Trace> traces,
        Optional<AutoSkip> autoSkip,
        Optional<Path> skipDirectory,
        boolean shadow,
        Ticker ticker,
        InstantSource wallClock) {
    public EngineSettings {
        listeners = List.copyOf(listeners);
        classifiers = List.copyOf(classifiers);
    }
}
