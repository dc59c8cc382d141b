package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the Java platform shows of a process, for systems without {@code /proc}: its CPU time, no waits. */
public final class PlatformEyes implements TreeEyes {
    private final Ticker ticker;

    public PlatformEyes(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public TreeSnapshot look(List<Long> pids, Optional<TreeSnapshot> earlier) {
        return totals(pids);
    }

    @Override
    public Ear listen(List<Long> pids) {
        return Ear.DEAF;
    }

    @Override
    public Optional<Watch> watch(TreeSnapshot first) {
        return Optional.empty();
    }

    @Override
    public RuntimeViews ask(TreeSnapshot tree, Duration patience) {
        return RuntimeViews.NONE;
    }

    @Override
    public TreeSnapshot totals(List<Long> pids) {
        long now = ticker.nanos();
        return new TreeSnapshot(
                now,
                pids.stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .map(PlatformEyes::facts)
                        .toList());
    }

    private static ProcessFacts facts(ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        long started = info.startInstant().map(start -> start.toEpochMilli()).orElse(0L);
        return new ProcessFacts(
                new ProcessIdentity(handle.pid(), started),
                handle.parent().map(ProcessHandle::pid).orElse(0L),
                info.command().orElse("?"),
                List.of(),
                ProcessState.UNKNOWN,
                0,
                0,
                info.totalCpuDuration().orElse(Duration.ZERO),
                Duration.ZERO,
                Optional.empty(),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of("threads and waits: this platform does not show them"));
    }
}
