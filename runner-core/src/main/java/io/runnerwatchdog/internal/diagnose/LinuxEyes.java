package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.linux.Lookout;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.ReceiverReader;
import io.runnerwatchdog.internal.linux.TreeSampler;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.spi.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@code /proc} shows of a tree. */
public final class LinuxEyes implements TreeEyes {
    private static final Duration BUDGET = Duration.ofMillis(500);
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

    /** So many trees are watched in passing at a time: each takes about one percent of a processor. */
    private static final int MOST_WATCHES = 16;

    private final TreeSampler sampler;
    private final ReceiverReader receivers;
    private final Runtimes runtimes;
    private final Ticker ticker;
    private final AtomicInteger watches = new AtomicInteger();

    public LinuxEyes(ProcFs proc, Runtimes runtimes, Ticker ticker) {
        this.sampler = new TreeSampler(proc, new ProcFs(CONTROL_GROUPS), ticker);
        this.receivers = new ReceiverReader(proc, ticker);
        this.runtimes = runtimes;
        this.ticker = ticker;
    }

    @Override
    public TreeSnapshot look(List<Long> pids, Optional<TreeSnapshot> earlier) {
        return sampler.sample(pids, BUDGET, earlier);
    }

    @Override
    public TreeSnapshot totals(List<Long> pids) {
        return sampler.totals(pids);
    }

    @Override
    public Ear listen(List<Long> pids) {
        Arrivals arrivals = new Arrivals();
        return new Ear() {
            @Override
            public boolean hears() {
                return arrivals.add(receivers.look(pids)).stream().anyMatch(receivers::hasConnectionAndNoAlarm);
            }

            @Override
            public Optional<Duration> pause() {
                return arrivals.pause();
            }
        };
    }

    @Override
    public RuntimeViews ask(TreeSnapshot tree, Duration patience) {
        return runtimes.ask(tree, patience);
    }

    @Override
    public Optional<Watch> watch(TreeSnapshot first) {
        Lookout lookout = sampler.lookout(first);
        if (!lookout.isWorthwhile()) {
            return Optional.empty();
        }
        if (watches.incrementAndGet() > MOST_WATCHES) {
            watches.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Watch() {
            @Override
            public void glance() {
                lookout.glance();
            }

            @Override
            public Interlude end() {
                watches.decrementAndGet();
                return lookout.soFar(ticker.nanos());
            }
        });
    }
}
