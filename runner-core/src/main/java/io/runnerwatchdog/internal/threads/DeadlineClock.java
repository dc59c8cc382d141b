package io.runnerwatchdog.internal.threads;

import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * The one clock of a watchdog: its time, and one thread that does work when it is due.
 *
 * <p>Its time stands still while the host is paused (suspended, stopped, in a long garbage collection): the thread naps
 * for a second at most, and a nap that took much longer is not counted. So a pause of the host is never charged to a
 * child. The thread is there only while work is planned.
 *
 * <p>Thread-safe. Work runs on the clock's thread and must be short and never block.
 */
public final class DeadlineClock implements Ticker, AutoCloseable {
    /** Short enough that what is planned for soon, as at the end of each run, need not wake the thread. */
    private static final long SHORT_NAP = Duration.ofMillis(100).toNanos();

    /** Where nothing was planned lately: children may be silent for hours. */
    private static final long LONG_NAP = Duration.ofSeconds(1).toNanos();

    /** A nap may be late by so much on a busy machine; more is a pause. */
    private static final long LATE = Duration.ofMillis(500).toNanos();

    /** How long the thread stays when nothing is planned: long enough to serve a series of short runs. */
    private static final long LINGER = Duration.ofSeconds(2).toNanos();

    private final Ticker ticker;
    private final ThreadMaker threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Entry> entries = new TreeSet<>();
    private volatile long paused;
    private long sequence;
    private long wakesAt;
    private long plannedAt;
    private long awakeSince;
    private Thread thread;
    private boolean closed;

    public DeadlineClock(Ticker ticker, ThreadMaker threads) {
        this.ticker = ticker;
        this.threads = threads;
    }

    /** The watchdog's time in nanoseconds: the ticker without the pauses of the host. Compare by difference only. */
    public long now() {
        return ticker.nanos() - paused;
    }

    /** The same, for whoever needs the time only. */
    @Override
    public long nanos() {
        return now();
    }

    /** Plans {@code work} for {@code deadline} on {@link #now()}'s scale; after {@link #close()} it is never done. */
    public Alarm at(long deadline, Runnable work) {
        lock.lock();
        try {
            Entry entry = new Entry(deadline, sequence++, work);
            if (closed) {
                return entry;
            }
            entries.add(entry);
            plannedAt = now();
            if (thread == null) {
                wakesAt = deadline;
                awakeSince = now();
                thread = threads.startLasting("clock", this::loop);
            } else if (deadline - wakesAt < 0) {
                // Only a deadline before the planned end of the nap wakes the thread: most runs end long before theirs.
                wakesAt = deadline;
                changed.signal();
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Plans {@code work} for {@code delay} nanoseconds from now. */
    public Alarm after(long delay, Runnable work) {
        return at(now() + delay, work);
    }

    /** Begun anew by its thread where memory runs out: without it no run would ever be stopped. */
    private void loop() {
        long idleSince = now();
        while (true) {
            Entry due;
            lock.lock();
            try {
                // Work is short, and so is the way to the first nap; what took much longer was a pause as well.
                notePause(now() - awakeSince);
                long now = now();
                awakeSince = now;
                if (!entries.isEmpty()) {
                    idleSince = now;
                }
                due = closed || entries.isEmpty() || entries.first().deadline - now > 0 ? null : entries.pollFirst();
                if (due == null) {
                    if (closed || (entries.isEmpty() && now - idleSince >= LINGER)) {
                        thread = null;
                        return;
                    }
                    nap(now);
                }
            } finally {
                lock.unlock();
            }
            if (due != null) {
                due.run();
            }
        }
    }

    /** Under the lock. */
    private void nap(long now) {
        long most = now - plannedAt < LINGER ? SHORT_NAP : LONG_NAP;
        long nap = entries.isEmpty() ? most : Math.min(most, entries.first().deadline - now);
        wakesAt = now + nap;
        try {
            changed.await(nap, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stray) {
            // Nobody has a reason to interrupt this thread; its end is told by the closed flag.
            log().debug("the clock's nap was interrupted");
        }
        notePause(now() - (now + nap));
        awakeSince = now();
    }

    private void notePause(long late) {
        if (late > LATE) {
            paused += late;
            try {
                log().info(
                                "the host was paused for about {} ms; its children are not charged for that",
                                late / 1_000_000);
            } catch (RuntimeException | LinkageError broken) {
                // The host's logging: that it fails must not stop the clock of all runs.
                return;
            }
        }
    }

    /** How many pieces of work are planned. */
    int planned() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all that is planned and lets go of the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private final class Entry implements Alarm, Comparable<Entry> {
        private final long deadline;
        private final long number;
        private final Runnable work;

        Entry(long deadline, long number, Runnable work) {
            this.deadline = deadline;
            this.number = number;
            this.work = work;
        }

        private void run() {
            try {
                work.run();
            } catch (Throwable bug) { // the one clock serves all runs: none may stop it
                Thrown.log(DeadlineClock.class, Level.ERROR, "work of the clock failed", bug);
            }
        }

        @Override
        public void cancel() {
            lock.lock();
            try {
                entries.remove(this);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.signum(deadline - other.deadline);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private static Logger log() {
        return Logs.of(DeadlineClock.class);
    }
}
