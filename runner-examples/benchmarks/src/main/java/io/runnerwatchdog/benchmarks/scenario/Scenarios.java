package io.runnerwatchdog.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;

/** All that is measured. */
public final class Scenarios {
    private Scenarios() {}

    /** Each of them, in the order of the report. */
    public static List<Scenario> all(Sizes sizes) {
        List<Scenario> all = new ArrayList<>();
        all.add(new OneByOne(sizes));
        all.add(new EightAtATime(sizes));
        all.add(new BesideMany(sizes));
        all.add(new Bytes(sizes));
        all.add(new Lines(sizes));
        all.add(new LineLatency(sizes));
        sizes.silent().forEach(children -> all.add(new SilentChildren(children, sizes)));
        all.add(new StallDecision(0, sizes));
        all.add(new StallDecision(200, sizes));
        return all;
    }
}
