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
import io.runnerwatchdog.report.Report.SlowStep;
import io.runnerwatchdog.report.Report.StallsBy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;

/** Reports of days on which much went wrong, the same each time. */
final class BusySamples {
    private BusySamples() {}

    static Report busyDay() {
        return busy(Period.day(Samples.FRIDAY, Samples.ISTANBUL), 42, 7);
    }

    /** A month in which very much went wrong. */
    static Report month() {
        Period period = new Period(
                LocalDate.of(2026, 11, 1).atStartOfDay(Samples.ISTANBUL).toInstant(),
                LocalDate.of(2026, 12, 1).atStartOfDay(Samples.ISTANBUL).toInstant(),
                Samples.ISTANBUL);
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
        List<Instant> starts = Samples.starts(period);
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
            Breakdown breakdown = Samples.breakdown(byHour.get(i));
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
                        Samples.breakdown(byCause),
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
                Samples.durations(ended, 3_870, 41_270, 178_000, 612_340),
                List.of(
                        kind("test", "ci", stalls / 2, Samples.durations(ended / 2, 6_120, 44_200, 179_300, 181_000)),
                        kind("build", "ci", stalls / 4, Samples.durations(ended / 4, 28_400, 97_300, 290_000, 300_200)),
                        kind("deploy", "production", 3, Samples.durations(41, 61_800, 402_000, 598_000, 612_340)),
                        kind("smoke", "production", 1, Samples.durations(240, 840, 2_300, 9_800, 10_050)),
                        kind("canary", "production", 0, Samples.durations(96, 1_220, 14_500, 60_000, 61_000))),
                2,
                slowest(worst),
                List.of(
                        Samples.chain(
                                "network",
                                17,
                                3,
                                worst.minusSeconds(7200),
                                worst,
                                "make waits for bash",
                                "bash waits for curl",
                                "curl poll on tcp 10.0.4.17:8081 ESTABLISHED, 2 retransmits"),
                        Samples.chain(
                                "lock",
                                6,
                                1,
                                worst.minusSeconds(9000),
                                worst.plusSeconds(5000),
                                "java waits for java thread \"worker\"",
                                "java flock of /srv/cache/.m2/repository/.locks/artifact.lock, held by java outside the tree"),
                        Samples.chain(
                                "child_hang",
                                1,
                                1,
                                worst,
                                worst,
                                "pytest waits for chrome",
                                "chrome stopped by SIGSTOP")));
    }

    private static List<SlowStep> slowest(Instant at) {
        return List.of(
                Samples.slow(
                        at,
                        "deploy",
                        "production",
                        "build-01",
                        "helm upgrade --install shop ./chart --wait --timeout 15m",
                        612_340,
                        "killed"),
                Samples.slow(
                        at.plusSeconds(900),
                        "build",
                        "ci",
                        "build-04",
                        "mvn -B -T 1C verify -Pintegration -Dtest.groups=slow,network",
                        300_200,
                        "killed"),
                Samples.slow(
                        at.minusSeconds(3000),
                        "deploy",
                        "production",
                        "build-02",
                        "terraform apply -auto-approve plan.out",
                        288_000,
                        "success"),
                Samples.slow(
                        at.minusSeconds(9000),
                        "test",
                        "ci",
                        "mac-mini-2",
                        "pytest -q tests/end_to_end",
                        181_000,
                        "failed"));
    }

    private static Kind kind(String type, String environment, long stalls, Durations durations) {
        return new Kind(
                type,
                environment,
                new Counts(stalls, 0, 0, durations.count() - stalls, 0, stalls, 0, 0, 0, 0),
                durations);
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
}
