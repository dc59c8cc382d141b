package io.runnerwatchdog.evidence;

import java.util.Objects;

/**
 * How an {@link EvidenceLog} writes. Immutable.
 *
 * @param redactor masks secrets, default {@link Redactor#standard()}
 * @param rotation when the file is put aside, default {@link Rotation#USUAL}
 * @param forceStalls whether the line of a stall is forced to the disk, default false. It then outlives a power failure,
 *     too; but forcing can block for long just when a step stalls because the disk does, and the stop then waits for it as
 *     it waits for any listener: 2 s at most
 */
public record EvidenceOptions(Redactor redactor, Rotation rotation, boolean forceStalls) {
    /** What holds where nothing is said. */
    public static final EvidenceOptions USUAL = new EvidenceOptions(Redactor.standard(), Rotation.USUAL, false);

    public EvidenceOptions {
        Objects.requireNonNull(redactor, "redactor");
        Objects.requireNonNull(rotation, "rotation");
    }

    /** These with another redactor. */
    public EvidenceOptions redactedBy(Redactor other) {
        return new EvidenceOptions(other, rotation, forceStalls);
    }

    /** These with another rotation. */
    public EvidenceOptions rotatedBy(Rotation other) {
        return new EvidenceOptions(redactor, other, forceStalls);
    }

    /** These, with the lines of stalls forced to the disk. */
    public EvidenceOptions forcingStalls() {
        return new EvidenceOptions(redactor, rotation, true);
    }
}
