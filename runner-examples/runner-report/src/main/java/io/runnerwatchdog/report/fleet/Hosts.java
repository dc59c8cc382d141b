package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Bounded;
import io.runnerwatchdog.report.Breakdown.Share;
import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.NameCounts;
import io.runnerwatchdog.report.Names;
import io.runnerwatchdog.report.StepTally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The figures of each host. Not thread-safe. */
final class Hosts {
    /** As many as the report tells apart; each takes some kilobytes. */
    private static final int MOST = 10_000;

    private static final int MOST_CAUSES = 64;

    private static final Comparator<HostFigures> MOST_STALLS_FIRST = Comparator.comparingLong(
                    (HostFigures host) -> host.counts().stalls())
            .thenComparingDouble(host -> host.stallsPerThousand().orElse(0))
            .reversed()
            .thenComparing(HostFigures::host, Names.ORDER);

    /** One host. */
    private static final class Growing {
        private final StepTally steps = new StepTally();
        private final NameCounts causes = new NameCounts(MOST_CAUSES);
        private Stretch stalls = Stretch.NONE;
        /** From its first line to its last, within the period and the one before. */
        private Stretch lines = Stretch.NONE;

        void add(Entry entry, boolean inPeriod) {
            lines = lines.with(entry.at());
            if (inPeriod) {
                steps.add(entry);
                if (entry.isStall()) {
                    causes.add(entry.cause());
                    stalls = stalls.with(entry.at());
                }
            }
        }

        void merge(Growing other) {
            steps.merge(other.steps);
            causes.merge(other.causes);
            stalls = stalls.with(other.stalls);
            lines = lines.with(other.lines);
        }

        void write(DataOutput out) throws IOException {
            steps.write(out);
            causes.write(out);
            stalls.write(out);
            lines.write(out);
        }

        static Growing read(DataInput in) throws IOException {
            Growing host = new Growing();
            host.steps.merge(StepTally.read(in));
            host.causes.read(in);
            host.stalls = Stretch.read(in);
            host.lines = Stretch.read(in);
            return host;
        }

        HostFigures figures(String name) {
            Counts counts = steps.counts();
            return new HostFigures(
                    name,
                    counts,
                    steps.durations(),
                    causes.breakdown().shares().stream().findFirst().map(Share::name),
                    stalls.first(),
                    stalls.last());
        }
    }

    private final Bounded<String, Growing> hosts = new Bounded<>(MOST, Names.ORDER);
    /** That of the last line: most evidence is read host by host. */
    private String lastName = "";

    private Optional<Growing> last = Optional.empty();

    void add(Entry entry, boolean inPeriod) {
        host(entry.host()).ifPresent(host -> host.add(entry, inPeriod));
    }

    /** Readers make the string of a name once, so that mostly it is the very same. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<Growing> host(String name) {
        if (name != lastName || last.isEmpty()) {
            lastName = name;
            last = hosts.at(Names.cut(name), Growing::new);
        }
        return last;
    }

    void merge(Hosts other) {
        hosts.merge(other.hosts, Growing::new, Growing::merge);
    }

    void write(DataOutput out) throws IOException {
        hosts.write(out, (name, to) -> to.writeUTF(name), Growing::write);
    }

    void read(DataInput in) throws IOException {
        hosts.read(in, DataInput::readUTF, Growing::read);
    }

    List<HostFigures> ranked() {
        return hosts.kept().entrySet().stream()
                .filter(host -> host.getValue().steps.isAnything())
                .map(host -> host.getValue().figures(host.getKey()))
                .sorted(MOST_STALLS_FIRST)
                .toList();
    }

    boolean leftOut() {
        return hosts.leftOut();
    }

    /** From the first line of a host to its last; nothing of one that is not told apart. */
    Stretch linesOf(String host) {
        return Optional.ofNullable(hosts.kept().get(host))
                .map(known -> known.lines)
                .orElse(Stretch.NONE);
    }
}
