package io.runnerwatchdog.internal.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lets so many runs go on at a time; the others wait in the order in which they came. Thread-safe; nobody is called back
 * under its lock.
 */
final class Turns {
    /** How a ticket was decided. */
    enum Verdict {
        /** It is its turn; {@link Turns#release()} gives the turn back. */
        GRANTED,
        /** It will not have one. */
        WITHDRAWN
    }

    /** Told once how its ticket was decided. */
    interface Holder {
        void decided(Verdict verdict);
    }

    /** A place in the queue. */
    final class Ticket {
        private final Holder holder;

        private Ticket(Holder holder) {
            this.holder = holder;
        }

        /** Gives up the place, which tells the holder; false if it was decided before. */
        boolean withdraw() {
            synchronized (queue) {
                // Guards against a turn that is granted at this moment: only one of the two takes it from the queue.
                if (!queue.remove(this)) {
                    return false;
                }
            }
            holder.decided(Verdict.WITHDRAWN);
            return true;
        }
    }

    private final Deque<Ticket> queue = new ArrayDeque<>();
    private int free;
    private boolean closed;

    /** @param most how many at a time */
    Turns(int most) {
        this.free = most;
    }

    /** Takes a turn if one is free now. */
    boolean tryNow() {
        synchronized (queue) {
            if (closed || free == 0) {
                return false;
            }
            free--;
            return true;
        }
    }

    /** Asks for a turn. The holder is told before this returns if it can be decided at once. */
    Ticket ask(Holder holder) {
        Ticket ticket = new Ticket(holder);
        Verdict verdict;
        synchronized (queue) {
            if (!closed && free == 0) {
                queue.add(ticket);
                return ticket;
            }
            verdict = closed ? Verdict.WITHDRAWN : Verdict.GRANTED;
            free -= closed ? 0 : 1;
        }
        holder.decided(verdict);
        return ticket;
    }

    /** A turn is over; whoever has waited longest gets it. */
    void release() {
        Ticket next;
        synchronized (queue) {
            next = queue.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.holder.decided(Verdict.GRANTED);
    }

    /** How many wait. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** Nobody gets a turn any more. */
    void close() {
        List<Ticket> waiting;
        synchronized (queue) {
            closed = true;
            waiting = new ArrayList<>(queue);
            queue.clear();
        }
        for (Ticket ticket : waiting) {
            ticket.holder.decided(Verdict.WITHDRAWN);
        }
    }
}
