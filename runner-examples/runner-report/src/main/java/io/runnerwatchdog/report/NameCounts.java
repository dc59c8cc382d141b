package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Breakdown.Share;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Counts by name, of which some names are told apart. Not thread-safe. */
public final class NameCounts {
    /** A page or a table with more would be read by nobody. */
    private static final int SHOWN = 20;

    private static final Comparator<Share> LARGEST_FIRST =
            Comparator.comparingLong(Share::count).reversed().thenComparing(Share::name, Names.ORDER);

    private final Bounded<String, long[]> counts;
    private long total;

    /**
     * Counts that are all 0.
     *
     * @param most how many names are counted, of which the most frequent are shown
     */
    public NameCounts(int most) {
        counts = new Bounded<>(most, Names.ORDER);
    }

    public void add(String name) {
        total++;
        counts.at(Names.cut(name), () -> new long[1]).ifPresent(count -> count[0]++);
    }

    public void merge(NameCounts other) {
        total += other.total;
        counts.merge(other.counts, () -> new long[1], (ours, theirs) -> ours[0] += theirs[0]);
    }

    public void write(DataOutput out) throws IOException {
        Wire.writeCount(total, out);
        counts.write(out, (name, to) -> to.writeUTF(name), (count, to) -> Wire.writeCount(count[0], to));
    }

    /** Into one that is empty yet. */
    public void read(DataInput in) throws IOException {
        total = Wire.readCount(in);
        counts.read(in, DataInput::readUTF, from -> new long[] {Wire.readCount(from)});
    }

    public Breakdown breakdown() {
        List<Share> shares = counts.kept().entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue()[0]))
                .sorted(LARGEST_FIRST)
                .limit(SHOWN)
                .toList();
        return new Breakdown(
                shares, total - shares.stream().mapToLong(Share::count).sum());
    }
}
