package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.runnerwatchdog.evidence.EvidenceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in the evidence, and however it is read. */
class AnyEvidencePropertyTest {
    private static final Instant START = AnyEvidence.START;
    private static final Period PERIOD = AnyEvidence.PERIOD;

    @Property(tries = 100)
    void partsInAnyOrderComeToWhatTheWholeComesTo(
            @ForAll("evidence") List<EvidenceRecord> lines,
            @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll Random chance)
            throws IOException {
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
        for (Tally part : tallies) {
            merged.merge(writtenAndRead(part));
        }
        IncidentTally mergedIncident = new IncidentTally(PERIOD);
        incidents.forEach(mergedIncident::merge);

        Tally whole = new Tally(PERIOD);
        IncidentTally wholeIncident = new IncidentTally(PERIOD);
        lines.forEach(whole::add);
        lines.forEach(wholeIncident::add);
        assertThat(merged.report(START)).isEqualTo(whole.report(START));
        assertThat(mergedIncident.incident(START)).isEqualTo(wholeIncident.incident(START));
    }

    private static Tally writtenAndRead(Tally tally) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tally.write(new DataOutputStream(bytes));
        Tally read = Tally.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        read.write(new DataOutputStream(again));
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
        return read;
    }

    /** There is no check sum here; but whatever the bytes say, reading them ends, and takes no more memory than there is. */
    @Property(tries = 300)
    void damagedFiguresAreNoFailureOfAnotherKind(@ForAll("evidence") List<EvidenceRecord> lines, @ForAll Random chance)
            throws IOException {
        Tally tally = new Tally(PERIOD);
        lines.forEach(tally::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tally.write(new DataOutputStream(bytes));
        byte[] damaged = bytes.toByteArray();
        int place = chance.nextInt(damaged.length);
        damaged[place] = (byte) (damaged[place] + 1 + chance.nextInt(255));

        Throwable thrown = catchThrowable(() -> Tally.read(new DataInputStream(new ByteArrayInputStream(damaged))));

        // Damage that makes another number of a number cannot be seen.
        assertThat(Optional.ofNullable(thrown).stream())
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(IOException.class));
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
        return AnyEvidence.evidence();
    }
}
