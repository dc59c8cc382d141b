package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.CpuFacts;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks again at threads that were caught awake by chance: one that polls each half second is on its way back to sleep. A
 * thread that used or wanted the CPU all the time is left as it is. For one look at a tree; bounded for all together.
 */
final class Settling {
    private static final int MOST_LOOKS = 8;
    private static final long BETWEEN_LOOKS = Duration.ofMillis(5).toNanos();
    private static final double HARDLY = 0.1;

    private final ThreadReader threads;
    private final Optional<TreeSnapshot> earlier;
    private final long now;
    private int looks;

    Settling(ThreadReader threads, Optional<TreeSnapshot> earlier, long now) {
        this.threads = threads;
        this.earlier = earlier;
        this.now = now;
    }

    ProcessFacts settle(ProcessFacts process) {
        if (process.threads().stream().noneMatch(thread -> isByChance(process, thread))) {
            return process;
        }
        List<ThreadFacts> settled = process.threads().stream()
                .map(thread -> isByChance(process, thread) ? again(process, thread) : thread)
                .toList();
        return process.withThreads(settled);
    }

    private boolean isByChance(ProcessFacts process, ThreadFacts thread) {
        if (!(thread.waitsFor() instanceof Wait.ForCpu)) {
            return false;
        }
        Optional<ThreadFacts> before =
                earlier.flatMap(tree -> tree.find(process.identity())).flatMap(then -> then.thread(thread.tid()));
        if (before.isEmpty()) {
            return true;
        }
        double window = Math.max(1, now - earlier.get().takenAtNanos());
        CpuFacts was = before.get().cpu();
        boolean hardlyRan = (thread.cpu().ranNanos() - was.ranNanos()) / window < HARDLY;
        boolean hardlyWaited = (thread.cpu().waitedNanos() - was.waitedNanos()) / window < HARDLY;
        // One that wanted the CPU both times may never have got it: that is the finding, not a chance.
        return hardlyRan && hardlyWaited && !(before.get().waitsFor() instanceof Wait.ForCpu);
    }

    private ThreadFacts again(ProcessFacts process, ThreadFacts thread) {
        ThreadFacts latest = thread;
        while (latest.waitsFor() instanceof Wait.ForCpu && looks++ < MOST_LOOKS) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            latest = threads.read(new Scene.At(process.pid(), thread.tid())).orElse(latest);
        }
        return latest;
    }
}
