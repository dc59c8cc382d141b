package io.runnerwatchdog.report;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** {@link Counts} that grow. Not thread-safe. */
final class Counting {
    /** More processes than a machine has: a number in a foreign line must not drown all others. */
    private static final long MOST_SURVIVORS = 4_194_304;

    private final long[] happened = new long[Happening.values().length];
    private long shadowStalls;
    private long survivors;

    void add(Happening what, Entry record) {
        happened[what.ordinal()]++;
        if (what.isStall() && record.isShadow()) {
            shadowStalls++;
        } else if (what == Happening.KILLED) {
            survivors += survivorsOf(record);
        }
    }

    private static long survivorsOf(Entry record) {
        try {
            long number = Long.parseLong(record.field("survivors").orElse("0"));
            return number < 0 || number > MOST_SURVIVORS ? 0 : number;
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    void merge(Counting other) {
        for (int i = 0; i < happened.length; i++) {
            happened[i] += other.happened[i];
        }
        shadowStalls += other.shadowStalls;
        survivors += other.survivors;
    }

    void write(DataOutput out) throws IOException {
        for (long each : happened) {
            Wire.writeCount(each, out);
        }
        Wire.writeCount(shadowStalls, out);
        Wire.writeCount(survivors, out);
    }

    /** Into one that is empty yet, as all that reads. */
    void read(DataInput in) throws IOException {
        for (int i = 0; i < happened.length; i++) {
            happened[i] = Wire.readCount(in);
        }
        shadowStalls = Wire.readCount(in);
        survivors = Wire.readCount(in);
    }

    Counts counts() {
        return new Counts(
                of(Happening.IDLE_STALL),
                of(Happening.HARD_STALL),
                shadowStalls,
                of(Happening.SUCCEEDED),
                of(Happening.FAILED),
                of(Happening.KILLED),
                of(Happening.SKIPPED),
                of(Happening.BLOCKED),
                of(Happening.SLOW),
                survivors);
    }

    private long of(Happening what) {
        return happened[what.ordinal()];
    }
}
