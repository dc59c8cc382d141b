package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.report.Incident.Fired;
import io.runnerwatchdog.report.Incident.LimitChange;
import io.runnerwatchdog.report.IncidentText.Language;
import io.runnerwatchdog.report.IncidentText.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Period HOUR = new Period(START, START.plus(Duration.ofHours(1)), ZoneOffset.UTC);

    private final List<Line> lines = new ArrayList<>();

    private Incident incident() {
        IncidentTally tally = new IncidentTally(HOUR);
        lines.forEach(line -> tally.add(line.record()));
        return tally.incident(HOUR.to());
    }

    /** So many stalls of one series in each minute from one to another. */
    private void stalls(int fromMinute, int toMinute, int each) {
        for (int minute = fromMinute; minute < toMinute; minute++) {
            for (int i = 0; i < each; i++) {
                lines.add(Line.stall(at(minute), "network"));
            }
        }
    }

    private static Instant at(int minute) {
        return START.plusSeconds(minute * 60L);
    }

    @Test
    void moreThanSixtyInFiveMinutesForTenMinutesFireTheFastAlert() {
        // From minute 5 on the five minutes before hold 65.
        stalls(0, 16, 13);

        assertThat(incident().alerts()).containsExactly(new Fired(Alert.FAST_BURN, at(5), at(15), at(16)));
    }

    @Test
    void sixtyInFiveMinutesAreNotMore() {
        stalls(0, 60, 12);

        assertThat(incident().alerts()).isEmpty();
    }

    @Test
    void whatIsTrueForLessThanTenMinutesDoesNotFire() {
        // True from the look after minute 5 to that after minute 14: nine minutes.
        stalls(0, 14, 13);

        assertThat(incident().alerts()).isEmpty();
    }

    @Test
    void seriesAreLookedAtEachForItself() {
        stalls(0, 30, 10);
        for (int minute = 0; minute < 30; minute++) {
            for (int i = 0; i < 10; i++) {
                lines.add(Line.stall(at(minute), "lock"));
            }
        }

        assertThat(incident().alerts()).isEmpty();
    }

    @Test
    void whatCameBeforeThePeriodCountsForTheSlowAlert() {
        // 4 a minute are 240 an hour; 46 minutes make more than 180.
        stalls(-180, 1, 4);

        assertThat(incident().alerts()).containsExactly(new Fired(Alert.SLOW_BURN, at(-134), at(1), at(15)));
    }

    @Test
    void anIncidentGoesOnWhileTheLastFiveMinutesHaveStalls() {
        lines.add(Line.stall(at(10), "lock"));
        assertThat(incident().isOver()).isTrue();

        lines.add(Line.stall(at(55), "lock"));
        assertThat(incident().isOver()).isFalse();
        assertThat(incident().stalls()).contains(new Incident.Span(at(10), at(55)));
    }

    @Test
    void changedLimitsAndRetriesAreSeen() {
        lines.add(Line.stall(at(30), "lock").with("idleMs", 14_400L));
        lines.add(Line.stall(at(10), "lock").with("idleMs", 12_000L));
        lines.add(Line.of("hard-timeout", at(20)).with("hardMs", 45_000L));
        lines.add(Line.success(at(31), 5).with("attempt", 2L));
        lines.add(Line.failure(at(31), 5).with("attempt", 3L));
        lines.add(Line.success(at(31), 5));

        assertThat(incident().done())
                .isEqualTo(new Incident.Done(
                        2,
                        1,
                        List.of(new LimitChange(
                                "build", "ci", true, Duration.ofSeconds(12), Duration.ofMillis(14_400), at(30)))));
    }

    @Test
    void theIssueTellsWhatIsKnownAndLeavesTheRestInBrackets() {
        for (int i = 0; i < 3; i++) {
            lines.add(Line.stall(at(10 + i), i == 0 ? "lock" : "network")
                    .chain("sh[" + (i + 1) + "] waits for git[9]")
                    .with("host", "h" + i));
            lines.add(Line.killed(at(11 + i), 12_000));
        }
        lines.add(Line.success(at(20), 5));

        assertThat(IncidentText.of(incident(), Template.ISSUE, Language.TR, "evidence/x.jsonl")
                        .lines())
                .startsWith(
                        "## Runner Watchdog Incident - 2026-11-24",
                        "",
                        "**Alarm:** yok (RunnerStallFastBurn da RunnerStallSlowBurn da tetiklenmezdi)",
                        "**Süre:** 2026-11-24 09:10:00 Z - 2026-11-24 09:12:00 Z",
                        "**Etki:** takılma: 3; başarısız biten adım: 3/4",
                        "",
                        "### Kök Neden",
                        "- Root-cause: network (66.7 %, 2/3), lock (33.3 %, 1/3)",
                        "- Etkilenen: `ci` (3) / `h0` (1), `h1` (1), `h2` (1) / `build` (3)",
                        "- Bekleme zinciri: `sh waits for git` (takılma: 3)",
                        "- Evidence: `evidence/x.jsonl`",
                        "- Metrics: spark_runner_stalls_total")
                .contains(
                        "1. Geçici çözüm: [Runtime timeout override]",
                        "3. İzleme: [MONITORING_ACTIONS]",
                        "- [ ] Chaos test scenario ekleme");
    }

    @Test
    void theStatusPageNamesNoHostAndNoCommand() {
        lines.add(Line.stall(at(10), "network").with("host", "secret-host").chain("git[1] connect tcp 10.0.0.1:22"));

        String text = IncidentText.of(incident(), Template.STATUS, Language.EN, "evidence");

        assertThat(text).isEqualTo("""
                        Runner Watchdog Service Degradation
                        Impact: Command execution timeouts: stalls: 1; ended steps that did not succeed: 0 of 0
                        Root-cause: network (100.0 %, 1 of 1)
                        Status: [Investigating → Mitigating → Resolved]
                        ETA: [RESOLUTION_TIME]
                        """);
    }

    @Test
    void aFiredAlertAndTheAffectedAreInTheChatMessage() {
        stalls(0, 30, 13);

        assertThat(IncidentText.of(incident(), Template.SLACK, Language.EN, "evidence")
                        .lines())
                .contains(
                        "Alarm: RunnerStallFastBurn (would have fired at 2026-11-24 09:15:00 Z)",
                        "Affected: `ci` (390) / `h1` (390) / `build` (390)",
                        "ETA: [RESOLUTION_TIME]");
    }

    @Test
    void withoutAStallTheBracketsStay() {
        assertThat(IncidentText.of(incident(), Template.ISSUE, Language.EN, "evidence"))
                .contains("[START_TIME] - [END_TIME]", "[ROOT_CAUSE]", "[ENV/HOST/COMMAND_TYPE]");
    }

    @Test
    void moreThanAWeekIsRefused() {
        Period days = new Period(START, START.plus(Duration.ofDays(8)), ZoneOffset.UTC);

        assertThatThrownBy(() -> new IncidentTally(days)).isInstanceOf(IllegalArgumentException.class);
    }
}
