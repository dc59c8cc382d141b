package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.TreeSampler;
import io.runnerwatchdog.internal.linux.WaitChains;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.List;

/** What {@code /proc} shows of a tree. */
public final class LinuxEyes implements TreeEyes {
    private static final Duration BUDGET = Duration.ofMillis(500);

    private final TreeSampler sampler;

    public LinuxEyes(ProcFs proc, Ticker ticker) {
        this.sampler = new TreeSampler(proc, ticker);
    }

    @Override
    public Look look(List<Long> pids) {
        TreeSampler.Sampled sampled = sampler.sample(pids, BUDGET);
        return new Look(sampled.snapshot(), WaitChains.of(sampled));
    }

    @Override
    public TreeSnapshot totals(List<Long> pids) {
        return sampler.totals(pids);
    }
}
