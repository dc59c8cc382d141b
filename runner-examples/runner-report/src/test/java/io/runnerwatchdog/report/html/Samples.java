package io.runnerwatchdog.report.html;

import io.runnerwatchdog.report.Breakdown;
import io.runnerwatchdog.report.Breakdown.Share;
import io.runnerwatchdog.report.Counts;
import io.runnerwatchdog.report.Criterion;
import io.runnerwatchdog.report.Criterion.Goal;
import io.runnerwatchdog.report.Durations;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.Report.Hour;
import io.runnerwatchdog.report.Report.Kind;
import io.runnerwatchdog.report.Report.Lines;
import io.runnerwatchdog.report.Report.SeenChain;
import io.runnerwatchdog.report.Report.SlowStep;
import io.runnerwatchdog.report.Report.StallsBy;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reports made by hand: each figure in them is what somebody could have counted. */
final class Samples {
    static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");
    static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
    private static final RunId RUN = new RunId("0f1e2d3c4b5a69788796a5b4c3d2e1f0");

    private Samples() {}

    /** Nothing happened. */
    static Report empty() {
        return quiet(Period.day(FRIDAY, ISTANBUL));
    }

    static Report quiet(Period period) {
        Breakdown none = breakdown();
        return new Report(
                period,
                period.to().plusSeconds(6 * 3600),
                new Lines(0, 0, 0),
                Counts.NONE,
                Optional.empty(),
                Arrays.stream(Goal.values()).map(Samples::notJudged).toList(),
                new StallsBy(none, none, none, none),
                hours(period, Map.of()),
                Durations.NONE,
                List.of(),
                0,
                List.of(),
                List.of());
    }

    /** One stall at 14:05, and four steps that went well. */
    static Report oneStall() {
        Period period = Period.day(FRIDAY, ISTANBUL);
        Instant at = Instant.parse("2026-11-27T11:05:00Z");
        Breakdown one = breakdown("network", 1);
        Durations durations = durations(5, 1_400, 12_000, 12_000, 12_000);
        return new Report(
                period,
                period.to().plusSeconds(6 * 3600),
                new Lines(6, 14, 0),
                new Counts(1, 0, 0, 4, 0, 1, 0, 0, 0, 0),
                Optional.of(Counts.NONE),
                List.of(
                        new Criterion(
                                Goal.STALL_RATE,
                                OptionalDouble.of(1.0 / 300),
                                Optional.of(at.plusSeconds(240)),
                                OptionalDouble.of(0)),
                        new Criterion(
                                Goal.P95_DURATION, OptionalDouble.of(12), Optional.empty(), OptionalDouble.empty()),
                        new Criterion(
                                Goal.AUTO_SKIPS, OptionalDouble.of(0), Optional.of(period.to()), OptionalDouble.of(0)),
                        notJudged(Goal.FAILURE_RATE)),
                new StallsBy(one, breakdown("ci", 1), breakdown("build-01", 1), breakdown("test", 1)),
                hours(period, Map.of(14, new Hour(at.minusSeconds(300), one, 5, 1))),
                durations,
                List.of(new Kind("test", "ci", new Counts(1, 0, 0, 4, 0, 1, 0, 0, 0, 0), durations)),
                0,
                List.of(new SlowStep(
                        at, "test", "ci", "build-01", "make test", Duration.ofSeconds(12), "killed", Optional.of(RUN))),
                List.of(chain(
                        "network", 1, 1, at, at, "make waits for curl", "curl connect to 192.0.2.10:80 SYN_SENT")));
    }

    /** All that ended was stopped, which fails the failure rate. */
    static Report stoppedOnly() {
        Report report = named("make");
        Criterion failed = new Criterion(
                Goal.FAILURE_RATE,
                OptionalDouble.of(1),
                Optional.of(report.period().to()),
                OptionalDouble.of(1));
        return new Report(
                report.period(),
                report.madeAt(),
                report.lines(),
                report.counts(),
                report.before(),
                List.of(failed),
                report.stallsBy(),
                report.hours(),
                report.durations(),
                report.kinds(),
                report.kindsLeftOut(),
                report.slowest(),
                report.chains());
    }

    /** Each text that evidence can bring is {@code name}. */
    static Report named(String name) {
        Period period = Period.day(FRIDAY, ISTANBUL);
        Instant at = period.from().plusSeconds(3600);
        Breakdown one = breakdown(name, 3, "network", 1);
        Durations durations = durations(4, 900, 2_000, 2_000, 2_000);
        Counts counts = new Counts(4, 0, 0, 0, 0, 4, 0, 0, 0, 0);
        return new Report(
                period,
                period.to(),
                new Lines(8, 8, 0),
                counts,
                Optional.empty(),
                Arrays.stream(Goal.values()).map(Samples::notJudged).toList(),
                new StallsBy(one, one, one, one),
                hours(period, Map.of(1, new Hour(at, one, 4, 4))),
                durations,
                List.of(new Kind(name, name, counts, durations)),
                0,
                List.of(slow(at, name, name, name, name, 2_000, name)),
                List.of(chain(name, 3, 2, at, at, name, name)));
    }

    static SlowStep slow(
            Instant at, String type, String environment, String host, String command, long millis, String outcome) {
        return new SlowStep(at, type, environment, host, command, Duration.ofMillis(millis), outcome, Optional.of(RUN));
    }

    static SeenChain chain(String cause, long count, int hosts, Instant first, Instant last, String... links) {
        return new SeenChain(cause, List.of(links), count, hosts, first, last, Optional.of(RUN));
    }

    static Durations durations(long count, long p50, long p95, long p99, long longest) {
        return new Durations(count, millis(p50), millis(p95), millis(p99), millis(longest));
    }

    private static Optional<Duration> millis(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }

    static Criterion notJudged(Goal goal) {
        return new Criterion(goal, OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty());
    }

    static Breakdown breakdown(Object... namesAndCounts) {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            counts.put((String) namesAndCounts[i], ((Integer) namesAndCounts[i + 1]).longValue());
        }
        return breakdown(counts);
    }

    static Breakdown breakdown(Map<String, Long> counts) {
        return new Breakdown(
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(entry -> new Share(entry.getKey(), entry.getValue()))
                        .toList(),
                0);
    }

    private static List<Hour> hours(Period period, Map<Integer, Hour> known) {
        List<Instant> starts = starts(period);
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            hours.add(known.getOrDefault(i, new Hour(starts.get(i), breakdown(), 0, 0)));
        }
        return hours;
    }

    static List<Instant> starts(Period period) {
        List<Instant> starts = new ArrayList<>();
        for (Instant start = period.from(); start.isBefore(period.to()); start = start.plusSeconds(3600)) {
            starts.add(start);
        }
        return starts;
    }
}
