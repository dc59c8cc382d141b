package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Entry;
import io.runnerwatchdog.report.Names;
import io.runnerwatchdog.report.Wire;
import io.runnerwatchdog.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;

/** One stall with a wait chain. Of several at one moment it does not depend on the order of reading which one is first. */
record Sighting(Instant at, String run, String rootCause, String host) {
    static final Comparator<Sighting> ORDER = Comparator.comparing(Sighting::at)
            .thenComparing(Sighting::run)
            .thenComparing(Sighting::rootCause)
            .thenComparing(Sighting::host, Names.ORDER);

    static final Sighting BEFORE_ALL = new Sighting(Instant.MIN, "", "", "");
    static final Sighting AFTER_ALL = new Sighting(Instant.MAX, "", "", "");

    static Sighting of(Entry stall) {
        return new Sighting(
                stall.at(), stall.runId().map(RunId::value).orElse(""), stall.cause(), Names.cut(stall.host()));
    }

    Sighting orEarlier(Sighting other) {
        return ORDER.compare(this, other) <= 0 ? this : other;
    }

    Sighting orLater(Sighting other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }

    void write(DataOutput out) throws IOException {
        Wire.writeInstant(at, out);
        out.writeUTF(run);
        out.writeUTF(rootCause);
        out.writeUTF(host);
    }

    static Sighting read(DataInput in) throws IOException {
        return new Sighting(Wire.readInstant(in), in.readUTF(), in.readUTF(), in.readUTF());
    }
}
