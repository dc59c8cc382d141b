package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.util.List;
import java.util.Map;

/** The same while the contender holds many silent children. */
final class BesideMany implements Scenario {
    private final Sizes sizes;

    BesideMany(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "start-beside";
    }

    @Override
    public String title() {
        return "start and wait of /bin/true, with " + sizes.beside() + " silent children alive";
    }

    @Override
    public List<String> measures() {
        return List.of("ms per run");
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        try (Contender.Held held = contender.hold(sizes.beside())) {
            return Map.of("ms per run", OneByOne.millisPerRun(contender, sizes.starts()));
        }
    }
}
