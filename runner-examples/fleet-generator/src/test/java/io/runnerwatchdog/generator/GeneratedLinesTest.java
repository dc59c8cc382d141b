package io.runnerwatchdog.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class GeneratedLinesTest {
    /** Of each event, so many are held against the schema. */
    private static final int OF_EACH = 300;

    @Test
    void eachLineKeepsTheSchema(@TempDir Path root) throws IOException {
        GeneratedFleet.write(root, FleetPlan.usual().events(12_000).damage(0.03));
        JsonSchema schema = JsonSchema.parse(Files.readString(Path.of("..", "..", "docs", "evidence.schema.json")));
        Map<String, Integer> checked = new HashMap<>();
        for (ReadFleet.ReadLine line : ReadFleet.of(root).lines()) {
            EvidenceRecord record = line.record();
            if (checked.merge(record.event(), 1, Integer::sum) <= OF_EACH) {
                assertThat(schema.problems(record.json())).as(record.json()).isEmpty();
            }
        }
        assertThat(checked)
                .containsOnlyKeys("idle-timeout", "hard-timeout", "slow", "killed", "exit", "skipped", "blocked");
    }

    @Test
    void theReaderOfEvidenceReadsADayOfAHost(@TempDir Path root) throws IOException {
        GeneratedFleet fleet =
                GeneratedFleet.write(root, FleetPlan.usual().hosts(5).days(2).events(2_000));
        long read = 0;
        for (Path file : ReadFleet.files(root)) {
            if (!file.toString().endsWith(".gz")) {
                try (Stream<EvidenceRecord> records = EvidenceReader.of(file).records()) {
                    List<EvidenceRecord> all = records.toList();
                    assertThat(all).allMatch(record -> record.toEvent().isPresent());
                    read += all.size();
                }
            } else {
                read += ReadFleet.text(file).lines().count();
            }
        }
        assertThat(read).isEqualTo(fleet.written().events());
    }
}
