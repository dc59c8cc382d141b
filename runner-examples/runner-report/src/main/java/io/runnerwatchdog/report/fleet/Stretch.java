package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** From the first moment of something to the last. Immutable. */
record Stretch(Instant from, Instant to) {
    static final Stretch NONE = new Stretch(Instant.MAX, Instant.MIN);

    Stretch with(Instant moment) {
        // Mostly nothing changes, or only the end.
        return !moment.isBefore(from) && !moment.isAfter(to) ? this : with(new Stretch(moment, moment));
    }

    Stretch with(Stretch other) {
        return new Stretch(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    boolean isNone() {
        return from.isAfter(to);
    }

    Optional<Instant> first() {
        return isNone() ? Optional.empty() : Optional.of(from);
    }

    Optional<Instant> last() {
        return isNone() ? Optional.empty() : Optional.of(to);
    }

    void write(DataOutput out) throws IOException {
        Wire.writeInstant(from, out);
        Wire.writeInstant(to, out);
    }

    static Stretch read(DataInput in) throws IOException {
        return new Stretch(Wire.readInstant(in), Wire.readInstant(in));
    }
}
