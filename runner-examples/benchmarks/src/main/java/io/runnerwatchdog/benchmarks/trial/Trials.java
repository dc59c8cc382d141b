package io.runnerwatchdog.benchmarks.trial;

import java.util.List;
import java.util.OptionalInt;

/** All trials, in the order in which they are done. */
final class Trials {
    private Trials() {}

    /** @param soakRuns how many runs the soak has; empty: as many as the scale says */
    static List<Trial> all(Scale scale, OptionalInt soakRuns) {
        return List.of(
                new HostDeath(scale),
                new Race(scale),
                new Soak(scale, soakRuns),
                new Pause(scale),
                new Burst(scale),
                new Limit(scale),
                new Quiet(scale),
                new FirstRun(scale));
    }
}
