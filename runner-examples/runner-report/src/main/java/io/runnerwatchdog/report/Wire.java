package io.runnerwatchdog.report;

import io.runnerwatchdog.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What figures are made of, in binary form: whole numbers in seven bits a byte, the lowest first, for most are small; texts as
 * {@link DataOutput#writeUTF}. What is read may be damaged or somebody else's: nothing is believed of it that takes memory.
 */
public final class Wire {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private Wire() {}

    /** A part that can be read. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    /** A part that can be written. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(T part, DataOutput out) throws IOException;
    }

    /** @param count not negative */
    public static void writeCount(long count, DataOutput out) throws IOException {
        long rest = count;
        while (rest >= MORE) {
            out.writeByte((int) rest | MORE);
            rest >>>= BITS;
        }
        out.writeByte((int) rest);
    }

    public static long readCount(DataInput in) throws IOException {
        long count = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += BITS) {
            byte next = in.readByte();
            count |= (long) (next & MORE - 1) << shift;
            if (next >= 0) {
                return count;
            }
        }
        throw new IOException("damaged: no number is so long");
    }

    /** @throws IOException if it is more than there can be */
    public static int readCount(DataInput in, int most) throws IOException {
        long count = readCount(in);
        if (count > most) {
            throw new IOException("damaged: " + count + " of what there are " + most + " of at the most");
        }
        return (int) count;
    }

    public static void writeInstant(Instant moment, DataOutput out) throws IOException {
        out.writeLong(moment.getEpochSecond());
        out.writeInt(moment.getNano());
    }

    public static Instant readInstant(DataInput in) throws IOException {
        try {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("damaged: no such moment", e);
        }
    }

    public static void writeTexts(List<String> texts, DataOutput out) throws IOException {
        writeCount(texts.size(), out);
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    public static List<String> readTexts(DataInput in, int most) throws IOException {
        int count = readCount(in, most);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return List.copyOf(texts);
    }

    static void writeRun(Optional<RunId> run, DataOutput out) throws IOException {
        out.writeUTF(run.map(RunId::value).orElse(""));
    }

    static Optional<RunId> readRun(DataInput in) throws IOException {
        String run = in.readUTF();
        try {
            return run.isEmpty() ? Optional.empty() : Optional.of(new RunId(run));
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged: no run", e);
        }
    }

    /** Counts of which most are 0. */
    static void writeSparse(int[] counts, DataOutput out) throws IOException {
        int last = -1;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                writeCount(i - last, out);
                writeCount(counts[i], out);
                last = i;
            }
        }
        writeCount(0, out);
    }

    static void readSparse(int[] counts, DataInput in) throws IOException {
        int at = -1;
        for (int step = readCount(in, counts.length); step != 0; step = readCount(in, counts.length)) {
            at += step;
            if (at >= counts.length) {
                throw new IOException("damaged: a count of no minute");
            }
            counts[at] = readCount(in, Integer.MAX_VALUE);
        }
    }

    /** Writes when a report is about. */
    public static void writePeriod(Period period, DataOutput out) throws IOException {
        writeInstant(period.from(), out);
        writeInstant(period.to(), out);
        out.writeUTF(period.zone().getId());
    }

    public static Period readPeriod(DataInput in) throws IOException {
        Instant from = readInstant(in);
        Instant to = readInstant(in);
        try {
            return new Period(from, to, ZoneId.of(in.readUTF()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("damaged: no period", e);
        }
    }
}
