package io.runnerwatchdog.internal.jvm;

import io.runnerwatchdog.internal.jvm.AttachPoint.Seen;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.ProcStat;
import io.runnerwatchdog.internal.linux.StatusParser;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.spi.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;

/**
 * Asks running JVMs for thread dumps, as {@code jcmd} does, but never at the cost of the JVM: it is signalled only if it is
 * certain to survive that and likely to answer, and a dump that takes too long is left to finish by itself.
 *
 * <p>Thread-safe; each call is bounded in time, uses the calling thread only and leaves no file and no descriptor.
 */
public final class JvmAttach {
    /** Its number on all architectures of Linux. */
    private static final int SIGQUIT = 3;

    private static final String VM_THREAD = "VM Thread";

    /** The kernel keeps 15 characters of a thread's name. */
    private static final String SIGNAL_DISPATCHER = "Signal Dispatch";

    private static final String ATTACH_LISTENER = "Attach Listener";

    /** How long another one who calls the same JVM is left to it; a mark older than that was forgotten. */
    private static final long OTHERS_TURN = TimeUnit.MILLISECONDS.toNanos(300);

    /** A JVM that gets a CPU takes 2 ms; with less time left than this, it is not signalled. */
    private static final long LEAST_FOR_SIGNAL = TimeUnit.MILLISECONDS.toNanos(200);

    private final ProcFs proc;
    private final LongConsumer quit;
    private final Ticker ticker;

    /** Two signals would be one too many, see {@link #open}. */
    private final ReentrantLock opening = new ReentrantLock();

    /** @param quit sends a SIGQUIT to a process; bounded in time, never throws */
    public JvmAttach(ProcFs proc, LongConsumer quit, Ticker ticker) {
        this.proc = proc;
        this.quit = quit;
        this.ticker = ticker;
    }

    /** Whether it seems to be a HotSpot JVM that has come so far that it can be asked. */
    public boolean looksLikeJvm(long pid) {
        List<String> threads = proc.threadNames(pid);
        // With -Xrs there is no signal dispatcher, but a listener from the beginning.
        return threads.contains(VM_THREAD)
                && (threads.contains(SIGNAL_DISPATCHER) || threads.contains(ATTACH_LISTENER));
    }

    /**
     * A thread dump of this process.
     *
     * @param patience how long it may take; with less than 200 ms only one that listens already is asked; sending the signal may take a second more on a machine that starts nothing
     * @return empty if it is no JVM, may not be asked, or does not answer in time
     */
    public Optional<String> threadDump(long pid, Duration patience) {
        try {
            return ask(pid, new Patience(ticker, patience));
        } catch (IOException | RuntimeException failed) {
            // A dump is a help to the diagnosis and never worth one that fails.
            log().debug("no thread dump of process {}", pid, failed);
            return Optional.empty();
        }
    }

    private Optional<String> ask(long pid, Patience patience) throws IOException {
        Optional<ProcStat> target = proc.process(pid);
        if (target.isEmpty() || !canAnswer(target.get()) || !looksLikeJvm(pid)) {
            return Optional.empty();
        }
        Optional<AttachPoint> point = AttachPoint.of(proc, pid);
        return point.isPresent() && open(target.get(), point.get(), patience)
                ? DumpRequest.send(point.get().socket(), patience)
                : Optional.empty();
    }

    /** One that stands still would handle the signal when nobody waits any more, and print the dump into its output. */
    private static boolean canAnswer(ProcStat process) {
        ProcessState state = process.state();
        return !state.isDead() && state != ProcessState.STOPPED && state != ProcessState.TRACED;
    }

    /**
     * Makes the JVM listen, if it does not; false if it did not come to that. A JVM that gets the signal when it listens
     * already, or when the mark is gone, prints a dump to its standard output, which is none of ours to write to.
     */
    private boolean open(ProcStat target, AttachPoint point, Patience patience) throws IOException {
        try {
            if (!opening.tryLock(Math.max(0, patience.left()), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            Seen seen = point.look();
            return seen == Seen.OPEN
                    || seen == Seen.NOTHING && maySignal(target.identity().pid()) && wake(target, point, patience);
        } finally {
            opening.unlock();
        }
    }

    private boolean wake(ProcStat target, AttachPoint point, Patience patience) throws IOException {
        boolean ours = point.mark();
        try {
            if (!ours && awaitOpen(target, point, patience.atMost(OTHERS_TURN))) {
                return true;
            }
            if (!patience.allows(LEAST_FOR_SIGNAL)
                    || !isStill(target)
                    || !maySignal(target.identity().pid())) {
                return false;
            }
            quit.accept(target.identity().pid());
            return awaitOpen(target, point, patience);
        } finally {
            if (ours) {
                point.unmark();
            }
        }
    }

    private boolean awaitOpen(ProcStat target, AttachPoint point, Patience patience) throws IOException {
        while (!patience.isOver() && isStill(target)) {
            if (point.look() == Seen.OPEN) {
                return true;
            }
            patience.pause();
        }
        return false;
    }

    /** Whether the number still stands for this process. */
    private boolean isStill(ProcStat target) {
        return proc.process(target.identity().pid())
                .filter(now -> now.identity().equals(target.identity()) && canAnswer(now))
                .isPresent();
    }

    /** Any other process would die of the signal. */
    private boolean maySignal(long pid) {
        List<String> threads = proc.threadNames(pid);
        return threads.contains(VM_THREAD)
                && threads.contains(SIGNAL_DISPATCHER)
                && StatusParser.catches(proc.text(pid + "/status").orElse(""), SIGQUIT)
                && !isToldNotToAnswer(pid);
    }

    private boolean isToldNotToAnswer(long pid) {
        String option = "+DisableAttachMechanism";
        return proc.text(pid + "/cmdline").orElse("").contains(option)
                || proc.text(pid + "/environ").orElse("").contains(option);
    }

    private static Logger log() {
        return Logs.of(JvmAttach.class);
    }
}
