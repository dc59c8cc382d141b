package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Report.SeenChain;
import io.runnerwatchdog.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The wait chains of stalls, and how often each was seen. Not thread-safe. */
final class Chains {
    private static final int SHOWN = 10;
    private static final int MOST = 1_000;
    private static final int MOST_HOSTS = 100;

    /** The stall that was seen last; of several at once, which does not depend on the order in which they are read. */
    private record Newest(Instant at, String rootCause, Optional<RunId> run) {
        static final Comparator<Newest> ORDER = Comparator.comparing(Newest::at)
                .thenComparing(newest -> newest.run.map(RunId::value).orElse(""))
                .thenComparing(Newest::rootCause);
    }

    /** One chain. */
    private static final class Seen {
        private final Bounded<String, Boolean> hosts = new Bounded<>(MOST_HOSTS, Names.ORDER);
        private long count;
        private Instant first = Instant.MAX;
        private Newest newest = new Newest(Instant.MIN, "", Optional.empty());

        void add(Entry stall) {
            count++;
            hosts.at(Names.cut(stall.host()), () -> true);
            first = earlier(first, stall.at());
            newest = later(newest, new Newest(stall.at(), stall.cause(), stall.runId()));
        }

        void merge(Seen other) {
            count += other.count;
            hosts.merge(other.hosts, () -> true, (ours, theirs) -> {});
            first = earlier(first, other.first);
            newest = later(newest, other.newest);
        }

        void write(DataOutput out) throws IOException {
            hosts.write(out, (host, to) -> to.writeUTF(host), (nothing, to) -> {});
            Wire.writeCount(count, out);
            Wire.writeInstant(first, out);
            Wire.writeInstant(newest.at, out);
            out.writeUTF(newest.rootCause);
            Wire.writeRun(newest.run, out);
        }

        static Seen read(DataInput in) throws IOException {
            Seen seen = new Seen();
            seen.hosts.read(in, DataInput::readUTF, from -> true);
            seen.count = Wire.readCount(in);
            seen.first = Wire.readInstant(in);
            seen.newest = new Newest(Wire.readInstant(in), in.readUTF(), Wire.readRun(in));
            return seen;
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        private static Newest later(Newest one, Newest other) {
            return Newest.ORDER.compare(one, other) >= 0 ? one : other;
        }

        SeenChain with(List<String> links) {
            return new SeenChain(newest.rootCause, links, count, hosts.kept().size(), first, newest.at, newest.run);
        }
    }

    private final Bounded<List<String>, Seen> chains = new Bounded<>(MOST, Names.LIST_ORDER);

    void add(Entry stall) {
        List<String> links = ChainLink.ofStall(stall);
        if (!links.isEmpty()) {
            chains.at(links, Seen::new).ifPresent(seen -> seen.add(stall));
        }
    }

    void merge(Chains other) {
        chains.merge(other.chains, Seen::new, Seen::merge);
    }

    void write(DataOutput out) throws IOException {
        chains.write(out, Wire::writeTexts, Seen::write);
    }

    void read(DataInput in) throws IOException {
        chains.read(in, from -> Wire.readTexts(from, ChainLink.MOST), Seen::read);
    }

    List<SeenChain> mostFrequent() {
        return chains.kept().entrySet().stream()
                .map(entry -> entry.getValue().with(entry.getKey()))
                .sorted(Comparator.comparingLong(SeenChain::count)
                        .reversed()
                        .thenComparing(SeenChain::links, Names.LIST_ORDER))
                .limit(SHOWN)
                .toList();
    }
}
