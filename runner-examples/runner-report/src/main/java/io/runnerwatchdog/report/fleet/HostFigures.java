package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Durations;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What happened on one host within the period. The host is what the lines say, as everywhere in a report. Texts are hostile.
 *
 * @param topCause the most frequent root cause of its stalls; of equally frequent ones the first by name
 * @param firstStall empty where it had none, as {@code lastStall}
 */
public record HostFigures(
        String host,
        Counts counts,
        Durations durations,
        Optional<String> topCause,
        Optional<Instant> firstStall,
        Optional<Instant> lastStall) {

    /** Stalls for each thousand ended steps; empty where none has ended. */
    public OptionalDouble stallsPerThousand() {
        return counts.ended() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1000.0 * counts.stalls() / counts.ended());
    }
}
