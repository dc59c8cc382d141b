package io.runnerwatchdog.cli.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.config.ConfigProblem;
import io.runnerwatchdog.config.ConfigWarning;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What was found out about a configuration.
 *
 * @param strict whether warnings count like problems
 */
record ConfigReport(
        Path file,
        boolean strict,
        List<ConfigProblem> problems,
        List<ConfigWarning> warnings,
        List<EffectiveLimits> limits) {
    private static final JsonFactory JSON = new JsonFactory();

    boolean isGood() {
        return problems.isEmpty() && (warnings.isEmpty() || !strict);
    }

    void print(PrintWriter out) {
        problems.forEach(problem -> out.println(problem.describe()));
        if (!problems.isEmpty()) {
            out.println(count(problems.size(), "problem"));
            return;
        }
        warnings.forEach(warning -> out.println("warning: " + warning.describe()));
        String also = warnings.isEmpty() ? "" : ", with " + count(warnings.size(), "warning");
        out.println((isGood() ? "ok: " : "not good enough: ") + file + also);
        EffectiveLimits.table(limits).print(out);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** One document, for programs. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("file", file.toString());
            json.writeBooleanField("ok", isGood());
            json.writeArrayFieldStart("problems");
            for (ConfigProblem problem : problems) {
                place(json, problem.source(), problem.path(), problem.line(), problem.column());
                json.writeStringField("found", problem.found());
                json.writeStringField("expected", problem.expected());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("warnings");
            for (ConfigWarning warning : warnings) {
                place(json, warning.source(), warning.path(), warning.line(), warning.column());
                json.writeStringField("found", warning.found());
                json.writeStringField("danger", warning.danger());
                json.writeEndObject();
            }
            json.writeEndArray();
            limits(json);
            json.writeEndObject();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }

    /** Begins an object. Line and column are left out where there are none. */
    private static void place(JsonGenerator json, String source, String path, int line, int column) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", source);
        json.writeStringField("path", path);
        if (line > 0) {
            json.writeNumberField("line", line);
            json.writeNumberField("column", column);
        }
    }

    private void limits(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("limits");
        for (EffectiveLimits each : limits) {
            json.writeStartObject();
            json.writeStringField("environment", each.environment());
            json.writeStringField("commandType", each.type());
            if (each.idleMillis().isPresent()) {
                json.writeNumberField("idleMs", each.idleMillis().get());
            }
            json.writeNumberField("hardMs", each.hardMillis());
            json.writeNumberField("graceMs", each.graceMillis());
            json.writeNumberField("attempts", each.attempts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
