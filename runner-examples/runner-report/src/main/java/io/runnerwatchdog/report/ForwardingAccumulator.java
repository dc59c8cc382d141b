package io.runnerwatchdog.report;

import java.time.Instant;

/**
 * Hands on to a tally all that it is given; those who extend this say only what they do beside. So none of them forgets what an
 * accumulator may pass over and one in front of another may not: the end of its time, and duplicates. Not thread-safe.
 *
 * @param <T> the tally
 * @param <A> who extends this
 */
public abstract class ForwardingAccumulator<T extends Accumulator<T>, A extends ForwardingAccumulator<T, A>>
        implements Accumulator<A> {
    private final T tally;

    /** @param tally takes in all that this is given */
    protected ForwardingAccumulator(T tally) {
        this.tally = tally;
    }

    /** What all is handed on to. */
    protected final T tally() {
        return tally;
    }

    @Override
    public Instant from() {
        return tally.from();
    }

    @Override
    public Instant to() {
        return tally.to();
    }

    @Override
    public void add(Entry entry) {
        tally.add(entry);
    }

    @Override
    public void addUnreadable(long lines) {
        tally.addUnreadable(lines);
    }

    @Override
    public void addDuplicates(long lines) {
        tally.addDuplicates(lines);
    }

    @Override
    public void reachesBackTo(Instant moment) {
        tally.reachesBackTo(moment);
    }

    @Override
    public void merge(A other) {
        tally.merge(other.tally());
    }
}
