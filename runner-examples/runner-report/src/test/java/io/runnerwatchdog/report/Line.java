package io.runnerwatchdog.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.evidence.EvidenceRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of evidence as a test wants it. Immutable. */
public record Line(Map<String, Object> fields) {
    private static final JsonFactory JSON = new JsonFactory();

    public static Line of(String event, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ts", at.toString());
        fields.put("event", event);
        fields.put("commandType", "build");
        fields.put("environment", "ci");
        fields.put("command", "make");
        fields.put("pid", 7L);
        fields.put("host", "h1");
        fields.put("runId", "00112233445566778899aabbccddeeff");
        fields.put("attempt", 1L);
        fields.put("tsMs", at.toEpochMilli());
        return new Line(fields);
    }

    public static Line stall(Instant at, String rootCause) {
        return of("idle-timeout", at).with("rootCause", rootCause).with("idleMs", 12000L);
    }

    public static Line success(Instant at, long tookMillis) {
        return of("exit", at).with("code", 0L).with("durationMs", tookMillis).with("status", "success");
    }

    public static Line failure(Instant at, long tookMillis) {
        return of("exit", at).with("code", 1L).with("durationMs", tookMillis).with("status", "failed");
    }

    public static Line killed(Instant at, long tookMillis) {
        return of("killed", at).with("durationMs", tookMillis).with("survivors", 0L);
    }

    public Line with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new Line(changed);
    }

    public Line chain(String... links) {
        return with("diagnosis", Map.of("chain", List.of(links)));
    }

    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                out.writeFieldName(entry.getKey().toString());
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object each : list) {
                write(out, each);
            }
            out.writeEndArray();
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString(value.toString());
        }
    }

    public EvidenceRecord record() {
        Optional<EvidenceRecord> record = EvidenceRecord.parse(json());
        assertThat(record).as(json()).isPresent();
        return record.get();
    }
}
