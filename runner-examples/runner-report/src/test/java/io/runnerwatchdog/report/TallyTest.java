package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runnerwatchdog.report.Breakdown.Share;
import io.runnerwatchdog.report.Report.SeenChain;
import io.runnerwatchdog.report.Report.SlowStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);

    private static Report report(Period period, Line... lines) {
        Tally tally = new Tally(period);
        for (Line line : lines) {
            tally.add(line.record());
        }
        return tally.report(NOON);
    }

    @Test
    void eachKindOfLineCountsForItself() {
        Report report = report(
                DAY,
                Line.stall(NOON, "network"),
                Line.of("hard-timeout", NOON).with("rootCause", "busy").with("shadow", true),
                Line.success(NOON, 10),
                Line.failure(NOON, 10).with("attempt", 2L),
                Line.of("exit", NOON).with("status", "unknown"),
                Line.killed(NOON, 10).with("survivors", 2L),
                Line.of("skipped", NOON),
                Line.of("blocked", NOON),
                Line.of("slow", NOON),
                Line.of("invented-later", NOON));

        assertThat(report.counts()).isEqualTo(new Counts(1, 1, 1, 1, 2, 1, 1, 1, 1, 2));
        assertThat(report.counts().failureRate()).hasValue(0.75);
        assertThat(report.lines()).isEqualTo(new Report.Lines(9, 10, 0));
    }

    @Test
    void aPeriodHasItsBeginningAndNotItsEnd() {
        Report report = report(
                DAY,
                Line.success(START.minusMillis(1), 1),
                Line.success(START, 2),
                Line.success(DAY.to().minusMillis(1), 3),
                Line.success(DAY.to(), 4));

        assertThat(report.counts().succeeded()).isEqualTo(2);
        assertThat(report.durations().longest()).contains(Duration.ofMillis(3));
    }

    @Test
    void theTimeBeforeIsToldOnlyIfEvidenceReachesBackToItsBeginning() {
        Line yesterday = Line.failure(START.minusSeconds(10), 1);

        assertThat(report(DAY, yesterday).before()).isEmpty();
        assertThat(report(DAY, yesterday, Line.of("slow", START.minus(Duration.ofDays(1))))
                        .before())
                .hasValueSatisfying(before -> {
                    assertThat(before.failed()).isEqualTo(1);
                    assertThat(before.slow()).isEqualTo(1);
                });
        Tally told = new Tally(DAY);
        told.reachesBackTo(START.minus(Duration.ofDays(3)));
        assertThat(told.report(NOON).before()).contains(Counts.NONE);
    }

    @Test
    void stallsAreSharedOutTheMostFrequentFirst() {
        Report report = report(
                DAY,
                Line.stall(NOON, "lock").with("host", "b"),
                Line.stall(NOON, "network").with("host", "a").with("commandType", "test"),
                Line.stall(NOON, "network").with("host", "c").with("environment", "production"),
                Line.of("idle-timeout", NOON),
                Line.success(NOON, 1).with("host", "not a stall"));

        assertThat(report.stallsBy().rootCause().shares())
                .containsExactly(new Share("network", 2), new Share("lock", 1), new Share("unknown", 1));
        assertThat(report.stallsBy().host().shares())
                .containsExactly(new Share("a", 1), new Share("b", 1), new Share("c", 1), new Share("h1", 1));
        assertThat(report.stallsBy().environment().shares())
                .containsExactly(new Share("ci", 3), new Share("production", 1));
        assertThat(report.stallsBy().commandType().shares())
                .containsExactly(new Share("build", 3), new Share("test", 1));
    }

    @Test
    void durationsAreThoseOfEndedStepsThatRan() {
        Report report = report(
                DAY,
                Line.success(NOON, 100),
                Line.failure(NOON, 200),
                Line.killed(NOON, 5000),
                Line.failure(NOON, 0).with("startFailure", "command_not_found"),
                Line.of("exit", NOON).with("durationMs", -5L),
                Line.of("idle-timeout", NOON).with("durationMs", 9000L));

        assertThat(report.durations().count()).isEqualTo(3);
        assertThat(report.durations().p50()).contains(Duration.ofMillis(200));
        assertThat(report.durations().longest()).contains(Duration.ofMillis(5000));
        assertThat(report.counts().ended()).isEqualTo(5);
    }

    @Test
    void hoursAreThoseOfTheClockAndNoneIsMissing() {
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        Period period =
                new Period(Instant.parse("2026-11-24T00:30:00Z"), Instant.parse("2026-11-24T03:00:00Z"), kathmandu);

        Report report = report(
                period,
                Line.stall(Instant.parse("2026-11-24T01:14:59.999Z"), "lock"),
                Line.stall(Instant.parse("2026-11-24T01:15:00Z"), "network"),
                Line.success(Instant.parse("2026-11-24T02:15:00Z"), 1),
                Line.killed(Instant.parse("2026-11-24T02:59:59Z"), 1));

        // Kathmandu is 5 h 45 min ahead.
        assertThat(report.hours())
                .extracting(Report.Hour::start)
                .containsExactly(
                        Instant.parse("2026-11-24T00:30:00Z"),
                        Instant.parse("2026-11-24T01:15:00Z"),
                        Instant.parse("2026-11-24T02:15:00Z"));
        assertThat(report.hours())
                .extracting(hour -> hour.stalls().total(), Report.Hour::ended, Report.Hour::notSucceeded)
                .containsExactly(tuple(1L, 0L, 0L), tuple(1L, 0L, 0L), tuple(0L, 2L, 1L));
    }

    @Test
    void aDayOnWhichClocksAreChangedHasTheHoursThatItHas() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");

        assertThat(report(Period.day(LocalDate.of(2026, 3, 29), berlin)).hours())
                .hasSize(23);
        assertThat(report(Period.day(LocalDate.of(2026, 10, 25), berlin)).hours())
                .hasSize(25);
        // There the clock is moved by half an hour.
        assertThat(report(Period.day(LocalDate.of(2026, 4, 5), lordHowe)).hours())
                .hasSize(25);
    }

    @Test
    void kindsAreRankedByTheirStalls() {
        Report report = report(
                DAY,
                Line.success(NOON, 10),
                Line.success(NOON, 10),
                Line.stall(NOON, "lock").with("commandType", "test"),
                Line.success(NOON, 10).with("environment", "production"));

        assertThat(report.kinds())
                .extracting(kind -> kind.commandType() + " " + kind.environment())
                .containsExactly("test ci", "build ci", "build production");
        assertThat(report.kinds().get(1).durations().count()).isEqualTo(2);
        assertThat(report.kindsLeftOut()).isZero();
    }

    @Test
    void theTenSlowestAreKeptTheEarlierOfEqualsFirst() {
        Tally tally = new Tally(DAY);
        for (int i = 0; i < 30; i++) {
            tally.add(Line.success(NOON.plusSeconds(30 - i), 1000 * (i / 2))
                    .with("command", "step " + i)
                    .record());
        }

        List<SlowStep> slowest = tally.report(NOON).slowest();

        assertThat(slowest)
                .extracting(SlowStep::command)
                .containsExactly(
                        "step 29", "step 28", "step 27", "step 26", "step 25", "step 24", "step 23", "step 22",
                        "step 21", "step 20");
        assertThat(slowest.get(0))
                .isEqualTo(new SlowStep(
                        NOON.plusSeconds(1),
                        "build",
                        "ci",
                        "h1",
                        "step 29",
                        Duration.ofSeconds(14),
                        "success",
                        Line.success(NOON, 1).record().runId()));
    }

    @Test
    void chainsAreCountedWithoutProcessNumbers() {
        Report report = report(
                DAY,
                Line.stall(NOON, "network").chain("sh[1] waits for git[2]", "git[2] connect tcp 10.0.0.1:22"),
                Line.stall(NOON.plusSeconds(5), "io_wait")
                        .chain("sh[71] waits for git[72]", "git[72] connect tcp 10.0.0.1:22")
                        .with("host", "h2")
                        .with("runId", "ffffffffffffffffffffffffffffffff"),
                Line.stall(NOON, "lock").chain("sh[1] flock of /lock"),
                Line.stall(NOON, "unknown"));

        assertThat(report.chains()).hasSize(2);
        SeenChain first = report.chains().get(0);
        assertThat(first.links()).containsExactly("sh waits for git", "git connect tcp 10.0.0.1:22");
        assertThat(first.count()).isEqualTo(2);
        assertThat(first.hosts()).isEqualTo(2);
        assertThat(first.first()).isEqualTo(NOON);
        assertThat(first.last()).isEqualTo(NOON.plusSeconds(5));
        assertThat(first.rootCause()).isEqualTo("io_wait");
        assertThat(first.newest().orElseThrow().value()).startsWith("ffff");
    }

    @Test
    void aTallyOfAnotherPeriodIsRefused() {
        Tally tally = new Tally(DAY);
        Tally other = new Tally(Period.day(LocalDate.of(2026, 11, 25), ZoneOffset.UTC));

        assertThatThrownBy(() -> tally.merge(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPeriodOfYearsIsRefused() {
        Period years = new Period(START, START.plus(Duration.ofDays(1000)), ZoneOffset.UTC);

        assertThatThrownBy(() -> new Tally(years)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeThatNoClockHasIsOutsideOfThePeriod() {
        Line future =
                Line.success(NOON, 1).with("ts", "+999999999-01-01T00:00:00Z").with("tsMs", "none");

        assertThat(report(DAY, future).lines()).isEqualTo(new Report.Lines(0, 1, 0));
    }
}
