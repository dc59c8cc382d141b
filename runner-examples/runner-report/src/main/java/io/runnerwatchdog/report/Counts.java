package io.runnerwatchdog.report;

import java.util.OptionalDouble;

/**
 * How many. Lines of runs in shadow count as what they are, a stall that was only told of in {@code shadowStalls}.
 *
 * @param idleStalls {@code idle-timeout} lines
 * @param hardStalls {@code hard-timeout} lines
 * @param shadowStalls those of both that were told of and not stopped; they are in the two above as well
 * @param succeeded {@code exit} lines with status {@code success}
 * @param failed other {@code exit} lines
 * @param killed {@code killed} lines
 * @param skipped {@code skipped} lines
 * @param blocked {@code blocked} lines
 * @param slow {@code slow} lines
 * @param survivors processes that outlived their stop
 */
public record Counts(
        long idleStalls,
        long hardStalls,
        long shadowStalls,
        long succeeded,
        long failed,
        long killed,
        long skipped,
        long blocked,
        long slow,
        long survivors) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Steps that reached a limit. */
    public long stalls() {
        return idleStalls + hardStalls;
    }

    /** Steps that ran and are over. */
    public long ended() {
        return succeeded + failed + killed;
    }

    /** The part of the ended steps that did not succeed, 0 to 1; empty where none has ended. */
    public OptionalDouble failureRate() {
        return ended() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (failed + killed) / ended());
    }

    public Counts plus(Counts other) {
        return new Counts(
                idleStalls + other.idleStalls,
                hardStalls + other.hardStalls,
                shadowStalls + other.shadowStalls,
                succeeded + other.succeeded,
                failed + other.failed,
                killed + other.killed,
                skipped + other.skipped,
                blocked + other.blocked,
                slow + other.slow,
                survivors + other.survivors);
    }
}
