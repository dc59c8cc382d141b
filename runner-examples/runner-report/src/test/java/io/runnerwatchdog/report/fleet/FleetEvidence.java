package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.Line;
import io.runnerwatchdog.report.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Sixteen hosts on two days, of which one is bad and three come to a lock, one after the other. */
final class FleetEvidence {
    static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private FleetEvidence() {}

    /** All hosts and chains are called so, and are told apart by a number behind it. */
    static FleetReport report(String name) {
        FleetTally tally = new FleetTally(DAY);
        for (int host = 0; host < 16; host++) {
            Instant lockFrom = DAY.from().plus(Duration.ofHours(6 + 3 * host));
            for (Instant at = DAY.from().minus(Duration.ofDays(1)); at.isBefore(DAY.to()); at = at.plus(HALF_AN_HOUR)) {
                Line step = Line.success(at, 1000).with("host", name + host);
                tally.add(step.record());
                if (host < 3 && !at.isBefore(lockFrom)) {
                    tally.add(stall(at, "lock", name + host, name));
                } else if (host == 5 && DAY.contains(at)) {
                    tally.add(stall(at, "io_wait", name + host, name + "disk"));
                }
            }
        }
        tally.addDuplicates(3);
        return tally.report(DAY.to());
    }

    private static EvidenceRecord stall(Instant at, String cause, String host, String link) {
        return Line.stall(at, cause).with("host", host).chain(link + " waits").record();
    }
}
