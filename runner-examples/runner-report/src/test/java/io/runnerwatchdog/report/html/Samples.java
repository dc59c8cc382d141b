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
import java.util.Random;
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

    static Report busyDay() {
        return busy(Period.day(FRIDAY, ISTANBUL), 42, 7);
    }

    /** A month in which very much went wrong. */
    static Report month() {
        Period period = new Period(
                LocalDate.of(2026, 11, 1).atStartOfDay(ISTANBUL).toInstant(),
                LocalDate.of(2026, 12, 1).atStartOfDay(ISTANBUL).toInstant(),
                ISTANBUL);
        return busy(period, 18_734, 11);
    }

    /** About so many stalls, most of them in the afternoon. */
    static Report busy(Period period, int stalls, long seed) {
        Random random = new Random(seed);
        List<String> causes = List.of(
                "network",
                "network",
                "network",
                "network",
                "network",
                "lock",
                "lock",
                "lock",
                "io_wait",
                "io_wait",
                "child_hang",
                "child_hang",
                "cpu_starve",
                "input_wait",
                "busy",
                "unknown",
                "licence_server");
        List<Instant> starts = starts(period);
        List<TreeMap<String, Long>> byHour = new ArrayList<>();
        starts.forEach(start -> byHour.add(new TreeMap<>()));
        Map<String, Long> byCause = new TreeMap<>();
        for (int i = 0; i < stalls; i++) {
            int hour = Math.floorMod(
                    (int) Math.round((i % 3 == 0 ? random.nextDouble() * 24 : 14 + random.nextGaussian() * 2)), 24);
            int index = (random.nextInt(Math.max(starts.size() / 24, 1)) * 24 + hour) % starts.size();
            String cause = hour == 14 ? "network" : causes.get(random.nextInt(causes.size()));
            byHour.get(index).merge(cause, 1L, Long::sum);
            byCause.merge(cause, 1L, Long::sum);
        }
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Breakdown breakdown = breakdown(byHour.get(i));
            long ended = 20 + random.nextInt(60) + breakdown.total();
            hours.add(new Hour(starts.get(i), breakdown, ended, breakdown.total() + random.nextInt(6)));
        }
        long ended = hours.stream().mapToLong(Hour::ended).sum();
        long bad = hours.stream().mapToLong(Hour::notSucceeded).sum();
        long idle = stalls * 3L / 4;
        Instant worst = starts.get(Math.min(14, starts.size() - 1)).plusSeconds(35 * 60);
        return new Report(
                period,
                period.to().plusSeconds(6 * 3600 + 700),
                new Lines(ended + stalls, ended * 9, 3),
                new Counts(idle, stalls - idle, stalls / 14, ended - bad, bad - stalls, stalls, 5, 2, 61, 1),
                Optional.of(new Counts(stalls / 2, stalls / 5, 0, ended - bad, bad / 3, stalls / 2, 0, 2, 40, 0)),
                List.of(
                        new Criterion(
                                Goal.STALL_RATE, OptionalDouble.of(0.0367), Optional.of(worst), OptionalDouble.of(0)),
                        new Criterion(
                                Goal.P95_DURATION, OptionalDouble.of(41.27), Optional.empty(), OptionalDouble.empty()),
                        new Criterion(Goal.AUTO_SKIPS, OptionalDouble.of(2), Optional.of(worst), OptionalDouble.of(1)),
                        new Criterion(
                                Goal.FAILURE_RATE,
                                OptionalDouble.of(0.3456),
                                Optional.of(worst.plusSeconds(600)),
                                OptionalDouble.of(0.081))),
                new StallsBy(
                        breakdown(byCause),
                        split(stalls, "ci", "production", "development"),
                        split(
                                stalls,
                                "build-04",
                                "build-01",
                                "build-02",
                                "build-07",
                                "build-03",
                                "build-05",
                                "mac-mini-2",
                                "build-09"),
                        split(stalls, "test", "build", "deploy", "smoke", "canary")),
                hours,
                durations(ended, 3_870, 41_270, 178_000, 612_340),
                List.of(
                        kind("test", "ci", stalls / 2, durations(ended / 2, 6_120, 44_200, 179_300, 181_000)),
                        kind("build", "ci", stalls / 4, durations(ended / 4, 28_400, 97_300, 290_000, 300_200)),
                        kind("deploy", "production", 3, durations(41, 61_800, 402_000, 598_000, 612_340)),
                        kind("smoke", "production", 1, durations(240, 840, 2_300, 9_800, 10_050)),
                        kind("canary", "production", 0, durations(96, 1_220, 14_500, 60_000, 61_000))),
                2,
                slowest(worst),
                List.of(
                        chain(
                                "network",
                                17,
                                3,
                                worst.minusSeconds(7200),
                                worst,
                                "make waits for bash",
                                "bash waits for curl",
                                "curl poll on tcp 10.0.4.17:8081 ESTABLISHED, 2 retransmits"),
                        chain(
                                "lock",
                                6,
                                1,
                                worst.minusSeconds(9000),
                                worst.plusSeconds(5000),
                                "java waits for java thread \"worker\"",
                                "java flock of /srv/cache/.m2/repository/.locks/artifact.lock, held by java outside the tree"),
                        chain(
                                "child_hang",
                                1,
                                1,
                                worst,
                                worst,
                                "pytest waits for chrome",
                                "chrome stopped by SIGSTOP")));
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

    private static List<SlowStep> slowest(Instant at) {
        return List.of(
                slow(
                        at,
                        "deploy",
                        "production",
                        "build-01",
                        "helm upgrade --install shop ./chart --wait --timeout 15m",
                        612_340,
                        "killed"),
                slow(
                        at.plusSeconds(900),
                        "build",
                        "ci",
                        "build-04",
                        "mvn -B -T 1C verify -Pintegration -Dtest.groups=slow,network",
                        300_200,
                        "killed"),
                slow(
                        at.minusSeconds(3000),
                        "deploy",
                        "production",
                        "build-02",
                        "terraform apply -auto-approve plan.out",
                        288_000,
                        "success"),
                slow(
                        at.minusSeconds(9000),
                        "test",
                        "ci",
                        "mac-mini-2",
                        "pytest -q tests/end_to_end",
                        181_000,
                        "failed"));
    }

    static SlowStep slow(
            Instant at, String type, String environment, String host, String command, long millis, String outcome) {
        return new SlowStep(at, type, environment, host, command, Duration.ofMillis(millis), outcome, Optional.of(RUN));
    }

    static SeenChain chain(String cause, long count, int hosts, Instant first, Instant last, String... links) {
        return new SeenChain(cause, List.of(links), count, hosts, first, last, Optional.of(RUN));
    }

    private static Kind kind(String type, String environment, long stalls, Durations durations) {
        return new Kind(
                type,
                environment,
                new Counts(stalls, 0, 0, durations.count() - stalls, 0, stalls, 0, 0, 0, 0),
                durations);
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

    /** Each name gets half of what is left, the last one the rest. */
    private static Breakdown split(long total, String... names) {
        List<Share> shares = new ArrayList<>();
        long left = total;
        for (int i = 0; i < names.length; i++) {
            long count = i == names.length - 1 ? left : (left + 1) / 2;
            shares.add(new Share(names[i], count));
            left -= count;
        }
        return new Breakdown(shares, 0);
    }

    static Breakdown breakdown(Object... namesAndCounts) {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            counts.put((String) namesAndCounts[i], ((Integer) namesAndCounts[i + 1]).longValue());
        }
        return breakdown(counts);
    }

    private static Breakdown breakdown(Map<String, Long> counts) {
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

    private static List<Instant> starts(Period period) {
        List<Instant> starts = new ArrayList<>();
        for (Instant start = period.from(); start.isBefore(period.to()); start = start.plusSeconds(3600)) {
            starts.add(start);
        }
        return starts;
    }
}
