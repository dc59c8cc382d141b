package io.runnerwatchdog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.JsonSchema;
import io.runnerwatchdog.run.StallKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceSchemaTest {
    private JsonSchema schema;

    @BeforeEach
    void read() throws IOException {
        schema = JsonSchema.parse(Files.readString(Path.of("..", "docs", "evidence.schema.json")));
    }

    private static String line(RunEvent event) {
        byte[] line = Events.line(new LineFormat(Redactor.standard()), event).orElseThrow();
        return new String(line, StandardCharsets.UTF_8);
    }

    @Test
    void eachKindOfLineKeepsTheSchema() throws IOException {
        for (RunEvent event : Events.all()) {
            assertThat(schema.problems(line(event))).as(line(event)).isEmpty();
        }
    }

    @Test
    void theSchemaNamesTheFieldsThatAreWrittenAndNoOthers() {
        Set<String> written = new TreeSet<>();
        for (RunEvent event : Events.all()) {
            written.addAll(JsonTree.parse(line(event)).orElseThrow().keySet());
        }
        written.add(Words.PID);
        assertThat(schema.properties()).extracting(Object::toString).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void aRootCauseOnAnExitBreaksTheSchema() throws IOException {
        String forged = line(Events.exited(0)).replace("\"runId\"", "\"rootCause\":\"network\",\"runId\"");
        assertThat(schema.problems(forged)).isNotEmpty();
    }

    @Test
    void aMissingOrMalformedFieldBreaksTheSchema() throws IOException {
        String stall = line(Events.stalled(StallKind.IDLE));
        assertThat(schema.problems(stall.replace("\"idleMs\"", "\"limitMs\""))).isNotEmpty();
        assertThat(schema.problems(stall.replace("15:30Z", "15:30.250Z"))).isNotEmpty();
        assertThat(schema.problems(stall.replace("\"pid\":12", "\"pid\":0"))).isNotEmpty();
        assertThat(schema.problems(stall.replace("\"confidence\":0.9", "\"confidence\":1.9")))
                .isNotEmpty();
    }

    @Test
    void anUnknownFieldKeepsTheSchema() throws IOException {
        String later = line(Events.exited(0)).replace("\"runId\"", "\"addedLater\":[1],\"runId\"");
        assertThat(schema.problems(later)).isEmpty();
    }
}
