package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.process.Stdio;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The output of one run, from its pipes to its last line. Thread-safe. */
public final class RunOutput {
    /** The pipes of a child that has ended are read until nothing came for so long. */
    private static final long QUIET = Duration.ofMillis(100).toNanos();

    /** But no longer than this: another process may hold them and print for ever. */
    private static final long LONGEST_DRAIN = Duration.ofSeconds(2).toNanos();

    /** A sink that takes nothing for so long after the end is not waited for. */
    private static final long SINK_PATIENCE = Duration.ofSeconds(5).toNanos();

    private final Plumbing plumbing;
    private final StreamCapture stdout;
    private final StreamCapture stderr;
    private final DeadlineClock clock;
    private final List<SinkQueue> sinks = new ArrayList<>();
    private final AtomicBoolean drained = new AtomicBoolean();
    private volatile Map<Stream, String> stillOpen = Map.of();
    private volatile boolean hurried;

    RunOutput(Plumbing plumbing, StreamCapture stdout, StreamCapture stderr, DeadlineClock clock) {
        this.plumbing = plumbing;
        this.stdout = stdout;
        this.stderr = stderr;
        this.clock = clock;
        sinks.addAll(stdout.sinks());
        sinks.addAll(stderr.sinks());
    }

    public Stdio stdinEnd() {
        return plumbing.stdin();
    }

    public Stdio stdoutEnd() {
        return plumbing.stdout();
    }

    public Stdio stderrEnd() {
        return plumbing.stderr();
    }

    /** The child lives. */
    public void started(StartedChild child) {
        plumbing.started(child);
    }

    /** The kernel's names of the pipes that the child writes to; none where they are not ours. */
    public Set<String> pipes() {
        return plumbing.pipes();
    }

    /** There will be no child. */
    public void abandon() {
        plumbing.cut();
    }

    /** The last of standard output so far. */
    public OutputTail stdout() {
        return stdout.tail();
    }

    /** The last of standard error so far. */
    public OutputTail stderr() {
        return stderr.tail();
    }

    /** The streams that somebody still held at the end, with the kernel's name of the pipe. */
    public Map<Stream, String> stillOpen() {
        return stillOpen;
    }

    /** Bytes that sinks did not take. */
    public long lost() {
        long lost = 0;
        for (SinkQueue sink : sinks) {
            lost += sink.lost();
        }
        return lost;
    }

    /** From now on no sink is waited for without bound, not even one that must lose nothing: the run is stopped. */
    public void hurry() {
        hurried = true;
    }

    /**
     * The child has ended: reads what is left, lets the sinks have it, then calls {@code done} once. The end of the pipes
     * is not waited for, since another process may hold them: it is enough that they are quiet.
     */
    public void finish(Runnable done) {
        long giveUp = clock.now() + LONGEST_DRAIN;
        plumbing.onEnd(() -> drained(done));
        if (!drained.get()) {
            long seen = seen();
            clock.after(QUIET, () -> lookWhetherQuiet(seen, giveUp, done));
        }
    }

    private void lookWhetherQuiet(long before, long giveUp, Runnable done) {
        if (drained.get()) {
            return;
        }
        plumbing.readNow(look -> {
            long seen = seen();
            boolean quiet = look == Plumbing.Seen.END || (look == Plumbing.Seen.QUIET && seen == before);
            boolean late = clock.now() - giveUp >= 0 && (hurried || !holdsBack());
            if (quiet || late) {
                drained(done);
            } else {
                clock.after(QUIET, () -> lookWhetherQuiet(seen, giveUp, done));
            }
        });
    }

    /** Bytes may have been read between two looks, too. */
    private long seen() {
        return stdout.seen() + stderr.seen();
    }

    /** A sink that must lose nothing keeps us from reading: what is in the pipe is not lost yet. */
    private boolean holdsBack() {
        return sinks.stream().anyMatch(sink -> sink.waits() && sink.isFull());
    }

    private void drained(Runnable done) {
        // The end of the pipes and the quiet can be seen at once, on two threads; one of them goes on.
        if (!drained.compareAndSet(false, true)) {
            return;
        }
        stillOpen = plumbing.open();
        plumbing.cut();
        if (sinks.isEmpty()) {
            done.run();
            return;
        }
        AtomicInteger left = new AtomicInteger(sinks.size());
        for (SinkQueue sink : sinks) {
            sink.end(() -> {
                if (left.decrementAndGet() == 0) {
                    done.run();
                }
            });
            if (!sink.done()) {
                clock.after(SINK_PATIENCE, () -> lookAfter(sink, sink.handled()));
            }
        }
    }

    private void lookAfter(SinkQueue sink, long before) {
        if (sink.done()) {
            return;
        }
        long now = sink.handled();
        if (now == before && (hurried || !sink.waits())) {
            sink.giveUp();
        } else {
            clock.after(SINK_PATIENCE, () -> lookAfter(sink, now));
        }
    }
}
