package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.ForwardingAccumulator;
import io.runnerwatchdog.report.Names;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.Tally;
import io.runnerwatchdog.report.fleet.Sightings.Seen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Adds the evidence of many hosts up to a {@link FleetReport}: all that {@link Tally} does, and each host for itself, and where
 * and when each wait chain was seen. Memory is bounded, whatever the lines say: 10,000 hosts are told apart, and 1,000 chains on
 * 512 hosts each; of more a choice that depends on their names alone.
 *
 * <p>It has a binary form, for engines that count on many machines. That is not for keeping: other versions need not read it.
 */
public final class FleetTally extends ForwardingAccumulator<Tally, FleetTally> {
    /** "RWF" and the version of the binary form. */
    private static final int FORM = 0x52574601;

    private static final int MOST_FINGERPRINTS = 100;
    private static final Comparator<SeenFingerprint> MOST_STALLS_FIRST = Comparator.comparingLong(
                    SeenFingerprint::count)
            .reversed()
            .thenComparing(SeenFingerprint::links, Names.LIST_ORDER);

    private final Period period;
    private final Hosts hosts = new Hosts();
    private final Sightings sightings = new Sightings();

    /** @throws IllegalArgumentException if the period is longer than {@link Tally#LONGEST_PERIOD} */
    public FleetTally(Period period) {
        this(period, new Tally(period));
    }

    private FleetTally(Period period, Tally tally) {
        super(tally);
        this.period = period;
    }

    @Override
    public void add(Entry entry) {
        super.add(entry);
        Instant at = entry.at();
        if (at.isBefore(from()) || !at.isBefore(to())) {
            return;
        }
        boolean inPeriod = period.contains(at);
        hosts.add(entry, inPeriod);
        if (entry.isStall()) {
            sightings.add(entry, inPeriod);
        }
    }

    @Override
    public void merge(FleetTally other) {
        super.merge(other);
        hosts.merge(other.hosts);
        sightings.merge(other.sightings);
    }

    /** What all that was added comes to. More can be added afterwards. */
    public FleetReport report(Instant madeAt) {
        Report report = tally().report(madeAt);
        List<HostFigures> ranked = hosts.ranked();
        return new FleetReport(
                report,
                ranked,
                hosts.leftOut(),
                Comparison.of(ranked),
                Spreads.among(sightings, hosts, period.from()),
                fingerprints(report.before().isPresent()));
    }

    private List<SeenFingerprint> fingerprints(boolean beforeIsKnown) {
        return sightings.chains().entrySet().stream()
                .map(chain -> fingerprint(chain, beforeIsKnown))
                .sorted(MOST_STALLS_FIRST)
                .limit(MOST_FINGERPRINTS)
                .toList();
    }

    private SeenFingerprint fingerprint(Map.Entry<List<String>, Seen> chain, boolean beforeIsKnown) {
        Seen seen = chain.getValue();
        Sighting first = seen.first();
        Sighting newest = seen.newest();
        return new SeenFingerprint(
                newest.rootCause(),
                chain.getKey(),
                seen.inPeriod(),
                seen.hosts().size(),
                first.at(),
                first.host(),
                newest.at(),
                newest.host(),
                beforeIsKnown && !first.at().isBefore(period.from()));
    }

    /** Writes its binary form: what it is, how long, a check sum, and the figures. The stream is left open. */
    public void writeTo(OutputStream to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream figures = new DataOutputStream(bytes);
        tally().write(figures);
        hosts.write(figures);
        sightings.write(figures);
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(FORM);
        out.writeInt(bytes.size());
        out.writeInt(checkSum(bytes.toByteArray()));
        bytes.writeTo(out);
        out.flush();
    }

    /**
     * Reads one that was written, and no byte more.
     *
     * @throws IOException if this is none, or of another version, or damaged
     */
    public static FleetTally readFrom(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        try {
            if (in.readInt() != FORM) {
                throw new IOException("no figures of a fleet, or of another version");
            }
            int length = in.readInt();
            int checkSum = in.readInt();
            // Takes no more memory than there are bytes, whatever the length says.
            byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
            if (bytes.length != length || checkSum(bytes) != checkSum) {
                throw new IOException("damaged figures of a fleet");
            }
            return read(bytes);
        } catch (EOFException e) {
            throw new IOException("figures of a fleet that are cut off", e);
        }
    }

    private static FleetTally read(byte[] bytes) throws IOException {
        ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
        DataInputStream in = new DataInputStream(rest);
        Tally tally = Tally.read(in);
        FleetTally fleet = new FleetTally(tally.period(), tally);
        fleet.hosts.read(in);
        fleet.sightings.read(in);
        if (rest.available() > 0) {
            throw new IOException("damaged figures of a fleet: " + rest.available() + " bytes more than figures");
        }
        return fleet;
    }

    private static int checkSum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
