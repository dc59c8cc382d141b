package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.util.List;
import java.util.Map;

/** Starts a command that ends at once and waits for it, again and again. */
final class OneByOne implements Scenario {
    static final List<String> TRUE = List.of("/bin/true");

    private final Sizes sizes;

    OneByOne(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "start";
    }

    @Override
    public String title() {
        return "start and wait of /bin/true, one by one";
    }

    @Override
    public List<String> measures() {
        return List.of("ms per run");
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        return Map.of("ms per run", millisPerRun(contender, sizes.starts()));
    }

    static double millisPerRun(Contender contender, int runs) throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            Scenario.check("exit code", contender.run(TRUE), 0);
        }
        return (System.nanoTime() - begin) / 1e6 / runs;
    }
}
