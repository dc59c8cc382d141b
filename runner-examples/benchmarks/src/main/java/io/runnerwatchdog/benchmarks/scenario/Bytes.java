package io.runnerwatchdog.benchmarks.scenario;

import io.runnerwatchdog.benchmarks.contender.Contender;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A child prints as fast as it can; the bytes are counted. */
final class Bytes implements Scenario {
    private static final String MEGABYTES = "MB/s";
    private static final String CPU = "CPU s per GB";

    private final Sizes sizes;

    Bytes(Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    public String id() {
        return "bytes";
    }

    @Override
    public String title() {
        return "bytes from a child that prints as fast as it can (" + (sizes.bytes() >> 20) + " MiB)";
    }

    @Override
    public List<String> measures() {
        return List.of(MEGABYTES, CPU);
    }

    @Override
    public Map<String, Double> measure(Contender contender) throws Exception {
        AtomicLong seen = new AtomicLong();
        long cpu = Host.cpuNanos();
        long begin = System.nanoTime();
        int code = contender.runForBytes(
                List.of("head", "-c", Long.toString(sizes.bytes()), "/dev/zero"), seen::addAndGet);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = (Host.cpuNanos() - cpu) / 1e9;
        Scenario.check("exit code", code, 0);
        Scenario.check("bytes", seen.get(), sizes.bytes());
        return Map.of(MEGABYTES, sizes.bytes() / 1e6 / seconds, CPU, cpuSeconds / (sizes.bytes() / 1e9));
    }
}
