package io.runnerwatchdog.internal.output;

import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.OutputSink.WhenFull;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Between the thread that reads output and a sink of the host's that may be slow, stuck or broken: a queue bounded in
 * bytes, emptied on a borrowed thread. Thread-safe; the sink is never called under its lock.
 */
final class SinkQueue {
    /** How much output may wait, in bytes. */
    static final int CAPACITY = 4 * 1024 * 1024;

    /**
     * How often the emptying thread steps aside for the reading one before it goes: to wake a thread for each chunk of a
     * stream that flows would cost more than all the rest.
     */
    private static final int PATIENCE = 10;

    /** A sink that takes longer than this for a chunk, in nanoseconds, several times over, gets its own thread. */
    private static final long QUICK = 1_000_000;

    private static final int SLOW_CALLS = 3;

    private final OutputSink sink;
    private final Executor pool;
    private final BiConsumer<OutputSink, Throwable> trouble;
    private final Lines lines;

    private final Deque<ByteBuffer> chunks = new ArrayDeque<>();
    private long waiting;
    private long lost;
    private long handled;
    private boolean running;
    private boolean ended;
    private boolean done;
    private boolean broken;
    private volatile boolean slow;
    private int slowCalls;
    private Runnable whenRoom;
    private Runnable whenDone;

    SinkQueue(OutputSink sink, Charset charset, Executor pool, BiConsumer<OutputSink, Throwable> trouble) {
        this.sink = sink;
        this.pool = pool;
        this.trouble = trouble;
        this.lines = sink instanceof OutputSink.OfLines ofLines ? ByteLines.of(charset, ofLines.consumer()) : null;
    }

    /** Takes a chunk that nobody changes any more. Never blocks. */
    void offer(ByteBuffer chunk) {
        synchronized (this) {
            int size = chunk.remaining();
            if (broken || ended || (sink.whenFull() == WhenFull.LOSE && waiting + size > CAPACITY)) {
                lost += size;
                return;
            }
            chunks.add(chunk);
            waiting += size;
            if (running) {
                return;
            }
            running = true;
        }
        run();
    }

    /**
     * Hands over a chunk on the calling thread, which reads, if the sink is quick and nothing waits for it. If it turns out
     * to hold the thread up so that it loses the lead, the thread stays until the sink has taken all that came meanwhile.
     *
     * @param chunk good until this returns
     * @return whether it was taken
     */
    boolean takeHere(ByteBuffer chunk, SinkCalls calls) {
        int size = chunk.remaining();
        synchronized (this) {
            if (running || broken || ended || slow) {
                return false;
            }
            running = true;
            waiting += size;
        }
        long call = calls.begin();
        if (call == SinkCalls.NOT_NOW) {
            handled(size);
            if (!restsNow()) {
                run();
            }
            return false;
        }
        long begun = calls.now();
        feed(chunk);
        boolean leads = calls.end(call);
        slow = !leads || (calls.now() - begun > QUICK && ++slowCalls >= SLOW_CALLS);
        Runnable room = handled(size);
        if (room != null) {
            room.run();
        }
        if (!leads) {
            drain();
        } else if (!restsNow()) {
            run();
        }
        return true;
    }

    /** Whether there is nothing to do; guards against a chunk or the end that came during a call on the reading thread. */
    private synchronized boolean restsNow() {
        running = !chunks.isEmpty() || ended;
        return !running;
    }

    /** No more will come; {@code whenDone} is called when the sink has taken all, or failed, or is given up. */
    void end(Runnable whenDone) {
        synchronized (this) {
            ended = true;
            if (!done) {
                this.whenDone = whenDone;
                if (running) {
                    return;
                }
                running = true;
            }
        }
        if (done()) {
            whenDone.run();
        } else {
            run();
        }
    }

    /** Whether the reader should wait; if so, {@code whenRoom} is called once as soon as it need not any more. */
    synchronized boolean holdsBack(Runnable whenRoom) {
        boolean full = sink.whenFull() == WhenFull.WAIT && !broken && waiting >= CAPACITY;
        this.whenRoom = full ? whenRoom : null;
        return full;
    }

    private void run() {
        try {
            pool.execute(this::drain);
        } catch (RejectedExecutionException closed) {
            giveUp();
        }
    }

    private void drain() {
        int yields = 0;
        while (true) {
            ByteBuffer chunk;
            boolean last;
            synchronized (this) {
                chunk = chunks.poll();
                last = chunk == null && ended;
                if (chunk == null && !last && yields >= PATIENCE) {
                    running = false;
                    return;
                }
                if (broken) {
                    lost += chunk == null ? 0 : chunk.remaining();
                }
            }
            if (chunk == null && !last) {
                yields++;
                Thread.yield();
                continue;
            }
            yields = 0;
            int size = chunk == null ? 0 : chunk.remaining();
            feed(chunk);
            Runnable room = handled(size);
            if (room != null) {
                room.run();
            }
            if (last) {
                finish();
                return;
            }
        }
    }

    private void feed(ByteBuffer chunk) {
        synchronized (this) {
            if (broken) {
                return;
            }
        }
        try {
            if (lines == null) {
                if (chunk != null) {
                    ((OutputSink.OfBytes) sink).consumer().accept(chunk.asReadOnlyBuffer());
                }
            } else if (chunk == null) {
                lines.end();
            } else {
                lines.take(chunk);
            }
        } catch (Throwable failed) { // errors too: a failed assertion is one
            synchronized (this) {
                broken = true;
            }
            trouble.accept(sink, failed);
        }
    }

    private synchronized Runnable handled(int size) {
        waiting = Math.max(0, waiting - size);
        handled++;
        if (whenRoom == null || (waiting > CAPACITY / 2 && !broken)) {
            return null;
        }
        Runnable room = whenRoom;
        whenRoom = null;
        return room;
    }

    private void finish() {
        Runnable call;
        synchronized (this) {
            done = true;
            running = false;
            call = whenDone;
            whenDone = null;
        }
        if (call != null) {
            call.run();
        }
    }

    /** Does not wait for the sink any longer; what it has not taken is lost. */
    void giveUp() {
        Runnable room;
        synchronized (this) {
            broken = true;
            lost += waiting;
            waiting = 0;
            chunks.clear();
            room = whenRoom;
            whenRoom = null;
        }
        finish();
        if (room != null) {
            room.run();
        }
    }

    synchronized boolean done() {
        return done;
    }

    synchronized long lost() {
        return lost;
    }

    /** Grows whenever the sink has taken something. */
    synchronized long handled() {
        return handled;
    }

    synchronized boolean isFull() {
        return !broken && waiting >= CAPACITY;
    }

    boolean waits() {
        return sink.whenFull() == WhenFull.WAIT;
    }

    OutputSink sink() {
        return sink;
    }
}
