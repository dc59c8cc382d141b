package io.runnerwatchdog.cli.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.evidence.EvidenceRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each value of a field occurs. Not thread-safe. */
final class Counts {
    private static final JsonFactory JSON = new JsonFactory();

    private final String field;
    private final Map<String, Long> counts = new TreeMap<>();

    Counts(String field) {
        this.field = field;
    }

    void add(EvidenceRecord event) {
        event.field(field).ifPresent(value -> counts.merge(value, 1L, Long::sum));
    }

    private List<Map.Entry<String, Long>> mostFirst() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .toList();
    }

    void table(PrintWriter out) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        Table table = new Table(field, "count", "share");
        mostFirst()
                .forEach(entry -> table.row(
                        entry.getKey(),
                        Long.toString(entry.getValue()),
                        Math.round(100.0 * entry.getValue() / all) + " %"));
        table.print(out);
    }

    void json(PrintWriter out) throws IOException {
        for (Map.Entry<String, Long> entry : mostFirst()) {
            StringWriter line = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField(field, entry.getKey());
                json.writeNumberField("count", entry.getValue());
                json.writeEndObject();
            }
            out.println(line);
        }
    }
}
