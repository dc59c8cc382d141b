package io.runnerwatchdog.report;

import io.runnerwatchdog.evidence.EvidenceRecord;
import java.time.Instant;

/**
 * Takes in evidence. Not thread-safe; but parts of the evidence can be taken in apart and merged, and neither how they
 * were parted nor the order shows in the figures.
 */
public interface Accumulator<A extends Accumulator<A>> extends LineTaker {
    /** The first moment from which on evidence matters. */
    Instant from();

    /** The first moment from which on it does not matter any more. */
    default Instant to() {
        return Instant.MAX;
    }

    /** The same of a record. */
    default void add(EvidenceRecord record) {
        add(Entry.of(record));
    }

    /** Takes note of lines that were left out because they have been added before. */
    default void addDuplicates(long lines) {
        // Only those that tell of them count them.
    }

    /** Takes note that there is evidence of this moment, which needs not be added. */
    void reachesBackTo(Instant moment);

    /**
     * Takes in what the other has.
     *
     * @throws IllegalArgumentException if the other is about another period
     */
    void merge(A other);
}
