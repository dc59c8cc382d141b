package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvidenceSelectionTest {
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);

    private static List<EvidenceFile> files(String... paths) {
        return Stream.of(paths).map(path -> EvidenceFile.of(path).orElseThrow()).toList();
    }

    @Test
    void filesOfAHostAreOneGroupInTheOrderOfTheirPaths() {
        List<EvidenceFile> files = new ArrayList<>(files(
                "/b/host=x/x.jsonl.1",
                "/a/host=x/x.jsonl",
                "/a/host=x/\uD83D\uDE00.jsonl",
                "/a/host=x/\uFF5E.jsonl",
                "/a/x.jsonl",
                "/a/host=y/x.jsonl",
                "/a/host=y/x.jsonl"));
        Collections.shuffle(files, new Random(7));

        EvidenceSelection selection = EvidenceSelection.of(files, new FleetTally(DAY));

        // By code points: what two surrogates stand for comes after all that one char can say.
        assertThat(selection.groups())
                .containsExactly(
                        new EvidenceGroup("", files("/a/x.jsonl")),
                        new EvidenceGroup(
                                "x",
                                files(
                                        "/a/host=x/x.jsonl",
                                        "/a/host=x/\uFF5E.jsonl",
                                        "/a/host=x/\uD83D\uDE00.jsonl",
                                        "/b/host=x/x.jsonl.1")),
                        new EvidenceGroup("y", files("/a/host=y/x.jsonl")));
        assertThat(selection.leftOut()).isEmpty();
    }

    @Test
    void whatIsLeftOutIsEvidenceOfItsDay() {
        EvidenceSelection selection = EvidenceSelection.of(
                files(
                        "/host=x/date=2026-11-02/x.jsonl",
                        "/host=x/date=2026-11-01/x.jsonl",
                        "/host=x/date=2026-11-24/x.jsonl",
                        "/host=x/date=2026-12-24/x.jsonl"),
                new FleetTally(DAY));
        FleetTally tally = new FleetTally(DAY);
        selection.tell(tally);

        assertThat(selection.groups())
                .containsExactly(new EvidenceGroup("x", files("/host=x/date=2026-11-24/x.jsonl")));
        assertThat(selection.leftOut()).contains(Instant.parse("2026-11-01T00:00:00Z"));
        // The day before is known: nothing happened in it.
        assertThat(tally.report(DAY.to()).report().before()).isPresent();
        assertThat(new FleetTally(DAY).report(DAY.to()).report().before()).isEmpty();
    }
}
