package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A child prints the time now and then; how much later does the host hear of it? */
final class LineLatency implements Scenario {
    private static final String HALF = "ms, median";
    private static final String P99 = "ms, P99";

    private final Sizes sizes;

    LineLatency(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "latency";
    }

    @Override
    public String title() {
        return "a line from the child's clock to the host's callback";
    }

    @Override
    public List<String> measures() {
        return List.of(HALF, P99);
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        Queue<Double> millis = new ConcurrentLinkedQueue<>();
        String script = "i=0; while [ $i -lt \"$0\" ]; do date +%s%N; sleep 0.005; i=$((i+1)); done";
        int code = contender.runForLines(List.of("sh", "-c", script, Integer.toString(sizes.stamps())), line -> {
            Instant now = Instant.now();
            long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
            millis.add((nanos - Long.parseLong(line)) / 1e6);
        });
        Scenario.check("exit code", code, 0);
        Scenario.check("lines", millis.size(), sizes.stamps());
        return Map.of(HALF, Statistics.percentile(millis, 50), P99, Statistics.percentile(millis, 99));
    }
}
