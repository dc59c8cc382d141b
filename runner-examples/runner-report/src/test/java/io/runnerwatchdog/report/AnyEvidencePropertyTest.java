package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceRecord;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in the evidence, and however it is read. */
class AnyEvidencePropertyTest {
    private static final Instant START = Instant.parse("2026-11-24T00:00:30Z");
    private static final Period PERIOD =
            new Period(START, START.plus(Duration.ofHours(3)), ZoneId.of("Europe/Istanbul"));

    @Property(tries = 100)
    void partsInAnyOrderComeToWhatTheWholeComesTo(
            @ForAll("evidence") List<EvidenceRecord> lines,
            @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll Random chance) {
        List<EvidenceRecord> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, chance);
        List<Tally> tallies = new ArrayList<>();
        List<IncidentTally> incidents = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            tallies.add(new Tally(PERIOD));
            incidents.add(new IncidentTally(PERIOD));
        }
        for (EvidenceRecord line : shuffled) {
            int part = chance.nextInt(parts);
            tallies.get(part).add(line);
            incidents.get(part).add(line);
        }
        Tally merged = new Tally(PERIOD);
        tallies.forEach(merged::merge);
        IncidentTally mergedIncident = new IncidentTally(PERIOD);
        incidents.forEach(mergedIncident::merge);

        Tally whole = new Tally(PERIOD);
        IncidentTally wholeIncident = new IncidentTally(PERIOD);
        lines.forEach(whole::add);
        lines.forEach(wholeIncident::add);
        assertThat(merged.report(START)).isEqualTo(whole.report(START));
        assertThat(mergedIncident.incident(START)).isEqualTo(wholeIncident.incident(START));
    }

    @Property(tries = 100)
    void theFiguresAgreeWithEachOther(@ForAll("evidence") List<EvidenceRecord> lines) {
        Tally tally = new Tally(PERIOD);
        lines.forEach(tally::add);
        Report report = tally.report(START);
        Counts counts = report.counts();

        assertThat(report.stallsBy().rootCause().total()).isEqualTo(counts.stalls());
        assertThat(report.stallsBy().host().total()).isEqualTo(counts.stalls());
        assertThat(report.hours().stream()
                        .mapToLong(hour -> hour.stalls().total())
                        .sum())
                .isEqualTo(counts.stalls());
        assertThat(report.hours().stream().mapToLong(Report.Hour::ended).sum()).isEqualTo(counts.ended());
        assertThat(report.kinds().stream().map(Report.Kind::counts).reduce(Counts.NONE, Counts::plus))
                .isEqualTo(counts);
        assertThat(report.lines().inPeriod())
                .isEqualTo(counts.stalls() + counts.ended() + counts.skipped() + counts.blocked() + counts.slow());
    }

    @Property(tries = 100)
    void itCanBeShownInAnyForm(@ForAll("evidence") List<EvidenceRecord> lines) throws Exception {
        Tally tally = new Tally(PERIOD);
        IncidentTally incident = new IncidentTally(PERIOD);
        lines.forEach(tally::add);
        lines.forEach(incident::add);

        StringWriter json = new StringWriter();
        ReportJson.write(tally.report(START), json);
        assertThat(json.toString()).matches("[\\x20-\\x7e\\n]*");
        StringWriter markdown = new StringWriter();
        ReportMarkdown.write(tally.report(START), markdown);
        assertThat(markdown.toString()).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|\\u202e|\\u2028");
        for (IncidentText.Template template : IncidentText.Template.values()) {
            for (IncidentText.Language language : IncidentText.Language.values()) {
                String text = IncidentText.of(incident.incident(START), template, language, "evidence");
                // What hostile names say is said, not done.
                assertThat(text.replace("${impact}", ""))
                        .doesNotContain("${")
                        .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|\\u202e|\\u2028");
            }
        }
    }

    @Provide
    Arbitrary<List<EvidenceRecord>> evidence() {
        return lines().map(Line::record).list().ofMaxSize(40);
    }

    private static Arbitrary<Line> lines() {
        Arbitrary<String> events = Arbitraries.of(
                "idle-timeout", "hard-timeout", "exit", "killed", "skipped", "blocked", "slow", "invented");
        Arbitrary<Instant> times =
                Arbitraries.longs().between(-4 * 3600_000L, 4 * 3600_000L).map(START::plusMillis);
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("a", "b", "", "|x|\\|y", "`code``", "<script>", "${impact}", "{0}", "\u202e@all"),
                Arbitraries.strings().ofMaxLength(20));
        Arbitrary<String> links = Arbitraries.oneOf(
                Arbitraries.of("sh[1] waits for x[2]", "sh[3] waits for x[4]", "x[9] flock of a|b"),
                Arbitraries.strings().ofMaxLength(40));
        Arbitrary<Long> numbers =
                Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(0, 100_000));
        return Combinators.combine(
                        events,
                        times,
                        names.list().ofSize(4),
                        links.list().ofMaxSize(3),
                        numbers,
                        Arbitraries.of("network", "lock", "No Cause", "custom_1"),
                        Arbitraries.of("success", "failed", "odd"),
                        Arbitraries.integers().between(0, 15).map(run -> String.format("%032x", run)))
                .as((event, at, name, chain, number, cause, status, run) -> Line.of(event, at)
                        .with("host", name.get(0))
                        .with("commandType", name.get(1))
                        .with("environment", name.get(2))
                        .with("command", name.get(3))
                        .chain(chain.toArray(String[]::new))
                        .with("durationMs", number)
                        .with("idleMs", number)
                        .with("survivors", number)
                        .with("attempt", number)
                        .with("rootCause", cause)
                        .with("status", status)
                        .with("shadow", number % 2 == 0)
                        .with("runId", run));
    }
}
