package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A child prints lines as fast as it can; they are counted, and so are their characters. */
final class Lines implements Scenario {
    private static final String LINES = "thousand lines/s";
    private static final String CPU = "CPU s per million lines";
    private static final String TEXT = "0123456789".repeat(8);

    private final Sizes sizes;

    Lines(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "lines";
    }

    @Override
    public String title() {
        return sizes.lines() + " lines of " + TEXT.length() + " characters";
    }

    @Override
    public List<String> measures() {
        return List.of(LINES, CPU);
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        AtomicLong lines = new AtomicLong();
        AtomicLong characters = new AtomicLong();
        long cpu = Host.cpuNanos();
        long begin = System.nanoTime();
        int code = contender.runForLines(
                List.of("sh", "-c", "yes \"$0\" | head -n \"$1\"", TEXT, Integer.toString(sizes.lines())), line -> {
                    lines.incrementAndGet();
                    characters.addAndGet(line.length());
                });
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (Host.cpuNanos() - cpu) / 1e9;
        Scenario.check("exit code", code, 0);
        Scenario.check("lines", lines.get(), sizes.lines());
        Scenario.check("characters", characters.get(), (long) sizes.lines() * TEXT.length());
        return Map.of(LINES, sizes.lines() / 1e3 / seconds, CPU, cpuSeconds / (sizes.lines() / 1e6));
    }
}
