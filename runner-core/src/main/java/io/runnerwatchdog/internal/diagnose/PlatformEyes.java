package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** What the Java platform shows of a process, for systems without {@code /proc}: its CPU time, no waits. */
public final class PlatformEyes implements TreeEyes {
    private final Ticker ticker;

    public PlatformEyes(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Look look(List<Long> pids) {
        return new Look(totals(pids), WaitChain.EMPTY);
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
                OptionalLong.empty(),
                0,
                List.of(),
                List.of("threads and waits: this platform does not show them"));
    }
}
