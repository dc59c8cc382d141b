package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Bounded;
import io.runnerwatchdog.report.ChainLink;
import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.Names;
import io.runnerwatchdog.report.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where and when each wait chain was seen, within the period and the one before. Not thread-safe. */
final class Sightings {
    private static final int MOST = 1_000;
    /** More would show nothing new of a chain: which of its hosts are kept is left to chance, by their names. */
    static final int MOST_HOSTS = 512;

    /** One chain on one host. */
    static final class OnHost {
        private Instant first = Instant.MAX;
        private long stalls;

        void add(Instant at) {
            first = at.isBefore(first) ? at : first;
            stalls++;
        }

        void merge(OnHost other) {
            first = other.first.isBefore(first) ? other.first : first;
            stalls += other.stalls;
        }

        Instant first() {
            return first;
        }

        long stalls() {
            return stalls;
        }

        void write(DataOutput out) throws IOException {
            Wire.writeInstant(first, out);
            Wire.writeCount(stalls, out);
        }

        static OnHost read(DataInput in) throws IOException {
            OnHost seen = new OnHost();
            seen.first = Wire.readInstant(in);
            seen.stalls = Wire.readCount(in);
            return seen;
        }
    }

    /** One chain. */
    static final class Seen {
        private final Bounded<String, OnHost> hosts = new Bounded<>(MOST_HOSTS, Names.ORDER);
        private long inPeriod;
        private Sighting first = Sighting.AFTER_ALL;
        private Sighting newest = Sighting.BEFORE_ALL;

        void add(Sighting sighting, boolean counts) {
            inPeriod += counts ? 1 : 0;
            first = first.orEarlier(sighting);
            newest = newest.orLater(sighting);
            hosts.at(sighting.host(), OnHost::new).ifPresent(host -> host.add(sighting.at()));
        }

        void merge(Seen other) {
            inPeriod += other.inPeriod;
            first = first.orEarlier(other.first);
            newest = newest.orLater(other.newest);
            hosts.merge(other.hosts, OnHost::new, OnHost::merge);
        }

        void write(DataOutput out) throws IOException {
            first.write(out);
            newest.write(out);
            Wire.writeCount(inPeriod, out);
            hosts.write(out, (host, to) -> to.writeUTF(host), OnHost::write);
        }

        static Seen read(DataInput in) throws IOException {
            Seen seen = new Seen();
            seen.first = Sighting.read(in);
            seen.newest = Sighting.read(in);
            seen.inPeriod = Wire.readCount(in);
            seen.hosts.read(in, DataInput::readUTF, OnHost::read);
            return seen;
        }

        Map<String, OnHost> hosts() {
            return hosts.kept();
        }

        long inPeriod() {
            return inPeriod;
        }

        Sighting first() {
            return first;
        }

        Sighting newest() {
            return newest;
        }
    }

    private final Bounded<List<String>, Seen> chains = new Bounded<>(MOST, Names.LIST_ORDER);

    void add(Entry stall, boolean inPeriod) {
        List<String> links = ChainLink.ofStall(stall);
        if (!links.isEmpty()) {
            chains.at(links, Seen::new).ifPresent(seen -> seen.add(Sighting.of(stall), inPeriod));
        }
    }

    void merge(Sightings other) {
        chains.merge(other.chains, Seen::new, Seen::merge);
    }

    void write(DataOutput out) throws IOException {
        chains.write(out, Wire::writeTexts, Seen::write);
    }

    void read(DataInput in) throws IOException {
        chains.read(in, from -> Wire.readTexts(from, ChainLink.MOST), Seen::read);
    }

    Map<List<String>, Seen> chains() {
        return chains.kept();
    }
}
