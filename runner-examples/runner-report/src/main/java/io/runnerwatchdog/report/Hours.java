package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Report.Hour;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What happened in each hour of a period. Not thread-safe. */
final class Hours {
    /** Far more root causes than anybody has. */
    private static final int MOST_CAUSES = 64;

    private static final int SECONDS = 3600;

    /** One hour, as it is counted. */
    private static final class Growing {
        private final Instant start;
        private final NameCounts stalls = new NameCounts(MOST_CAUSES);
        private long ended;
        private long notSucceeded;

        Growing(Instant start) {
            this.start = start;
        }
    }

    private final List<Growing> hours = new ArrayList<>();
    /** That of the last moment: evidence is written in the order of time, or nearly. */
    private int latest;

    Hours(Period period) {
        Instant start = period.from();
        while (start.isBefore(period.to())) {
            hours.add(new Growing(start));
            start = next(start, period.zone());
        }
    }

    /** By the offset that holds now: an hour of the clock that is turned back or forth within it is not looked for. */
    private static Instant next(Instant start, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(start);
        long byTheClock = start.getEpochSecond() + offset.getTotalSeconds();
        long next = (Math.floorDiv(byTheClock, SECONDS) + 1) * SECONDS;
        return Instant.ofEpochSecond(next - offset.getTotalSeconds());
    }

    /** @param at within the period */
    void addStall(Instant at, String rootCause) {
        hour(at).stalls.add(rootCause);
    }

    /** @param at within the period */
    void addEnd(Instant at, boolean success) {
        Growing hour = hour(at);
        hour.ended++;
        hour.notSucceeded += success ? 0 : 1;
    }

    private Growing hour(Instant at) {
        boolean same = !at.isBefore(hours.get(latest).start)
                && (latest + 1 == hours.size() || at.isBefore(hours.get(latest + 1).start));
        if (!same) {
            latest = search(at);
        }
        return hours.get(latest);
    }

    private int search(Instant at) {
        int low = 0;
        int high = hours.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (at.isBefore(hours.get(middle).start)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    void merge(Hours other) {
        for (int i = 0; i < hours.size(); i++) {
            Growing ours = hours.get(i);
            Growing theirs = other.hours.get(i);
            ours.stalls.merge(theirs.stalls);
            ours.ended += theirs.ended;
            ours.notSucceeded += theirs.notSucceeded;
        }
    }

    void write(DataOutput out) throws IOException {
        Wire.writeCount(hours.size(), out);
        for (Growing hour : hours) {
            hour.stalls.write(out);
            Wire.writeCount(hour.ended, out);
            Wire.writeCount(hour.notSucceeded, out);
        }
    }

    void read(DataInput in) throws IOException {
        if (Wire.readCount(in) != hours.size()) {
            // Whoever wrote it knows other rules of the zone.
            throw new IOException("the period has other hours there: " + hours.size() + " here");
        }
        for (Growing hour : hours) {
            hour.stalls.read(in);
            hour.ended = Wire.readCount(in);
            hour.notSucceeded = Wire.readCount(in);
        }
    }

    List<Hour> hours() {
        return hours.stream()
                .map(hour -> new Hour(hour.start, hour.stalls.breakdown(), hour.ended, hour.notSucceeded))
                .toList();
    }
}
