package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.util.List;
import java.util.Map;

/** Holds children that print nothing: what does that cost the host? */
final class SilentChildren implements Scenario {
    private static final String CPU = "% of a core";
    private static final String THREADS = "threads";
    private static final String OWN_THREADS = "without the JDK's reapers";
    private static final String HEAP = "KiB of heap per child";

    private final int children;
    private final Sizes sizes;

    SilentChildren(int children, Sizes sizes) {
        this.children = children;
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "silent-" + children;
    }

    @Override
    public String title() {
        return children + " silent children, looked at for " + sizes.held().toMillis() / 1e3 + " s";
    }

    @Override
    public List<String> measures() {
        return List.of(CPU, THREADS, OWN_THREADS, HEAP);
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        int threadsBefore = Host.threads();
        int reapersBefore = Host.reapers();
        long heapBefore = Host.heapInUse();
        try (Contender.Held held = contender.hold(children)) {
            long heap = Host.heapInUse() - heapBefore;
            // What the start has set in motion is over by then.
            Thread.sleep(Math.min(2000, sizes.held().toMillis()));
            int threads = Host.threads() - threadsBefore;
            int reapers = Host.reapers() - reapersBefore;
            long cpu = Host.cpuNanos();
            long begin = System.nanoTime();
            Thread.sleep(sizes.held().toMillis());
            double share = 100.0 * (Host.cpuNanos() - cpu) / (System.nanoTime() - begin);
            return Map.of(
                    CPU,
                    share,
                    THREADS,
                    (double) threads,
                    OWN_THREADS,
                    (double) threads - reapers,
                    HEAP,
                    heap / 1024.0 / children);
        }
    }
}
