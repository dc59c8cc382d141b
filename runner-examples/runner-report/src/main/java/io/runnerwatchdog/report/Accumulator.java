package io.runnerwatchdog.report;

import io.runnerwatchdog.evidence.EvidenceRecord;
import java.time.Instant;

/**
 * Takes in evidence. Not thread-safe; but parts of the evidence can be taken in apart and merged, and neither how they
 * were parted nor the order shows in the figures.
 */
public interface Accumulator<A extends Accumulator<A>> {
    /** The first moment from which on evidence matters. */
    Instant from();

    /** Takes in one line, also one that does not matter. It is good until this returns. */
    void add(Entry entry);

    /** The same of a record. */
    default void add(EvidenceRecord record) {
        add(Entry.of(record));
    }

    /** Takes note of lines that were no records. */
    void addUnreadable(long lines);

    /** Takes note that there is evidence of this moment, which needs not be added. */
    void reachesBackTo(Instant moment);

    /**
     * Takes in what the other has.
     *
     * @throws IllegalArgumentException if the other is about another period
     */
    void merge(A other);
}
