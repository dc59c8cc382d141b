package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.jvm.JvmAttach;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.stop.KillCommand;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The best eyes that this machine has, opened at the first look: most runs come to their end without one, and what the eyes
 * need is a good part of what a host would have to load for its first run.
 */
public final class SleepingEyes implements TreeEyes {
    private final Optional<ProcFs> proc;
    private final Ticker ticker;
    private volatile TreeEyes open;

    /** @param proc empty where this machine has none: then the Java platform has to tell */
    public SleepingEyes(Optional<ProcFs> proc, Ticker ticker) {
        this.proc = proc;
        this.ticker = ticker;
    }

    private TreeEyes eyes() {
        TreeEyes now = open;
        if (now == null) {
            synchronized (this) {
                // Guards against two first looks at a time: watches are counted, so there is one pair of eyes.
                if (open == null) {
                    open = proc.isPresent() ? onLinux(proc.get()) : new PlatformEyes(ticker);
                }
                now = open;
            }
        }
        return now;
    }

    private TreeEyes onLinux(ProcFs there) {
        Runtimes jvms = new JvmRuntimes(new JvmAttach(there, new KillCommand()::quit, ticker), ticker);
        return new LinuxEyes(there, jvms, ticker);
    }

    @Override
    public TreeSnapshot look(List<Long> pids, Optional<TreeSnapshot> earlier) {
        return eyes().look(pids, earlier);
    }

    @Override
    public TreeSnapshot totals(List<Long> pids) {
        return eyes().totals(pids);
    }

    @Override
    public Ear listen(List<Long> pids) {
        return eyes().listen(pids);
    }

    @Override
    public Optional<Watch> watch(TreeSnapshot first) {
        return eyes().watch(first);
    }

    @Override
    public RuntimeViews ask(TreeSnapshot tree, Duration patience) {
        return eyes().ask(tree, patience);
    }
}
