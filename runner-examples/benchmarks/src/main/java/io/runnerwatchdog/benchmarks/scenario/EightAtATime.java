package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same from eight threads at once. */
final class EightAtATime implements Scenario {
    private static final int THREADS = 8;

    private final Sizes sizes;

    EightAtATime(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "start-8";
    }

    @Override
    public String title() {
        return "start and wait of /bin/true, 8 at a time";
    }

    @Override
    public List<String> measures() {
        return List.of("ms per run");
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long begin = System.nanoTime();
            List<Future<Double>> all = new ArrayList<>();
            int each = Math.max(1, sizes.starts() / THREADS);
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> OneByOne.millisPerRun(contender, each)));
            }
            for (Future<Double> one : all) {
                one.get();
            }
            return Map.of("ms per run", (System.nanoTime() - begin) / 1e6 / (each * THREADS));
        } finally {
            threads.shutdown();
        }
    }
}
