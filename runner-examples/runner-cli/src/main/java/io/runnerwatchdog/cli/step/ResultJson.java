package io.runnerwatchdog.cli.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A result as one line of JSON, for programs; texts are redacted as in the evidence. */
final class ResultJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ResultJson() {}

    static String line(RunResult result, Redactor redactor) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("runId", result.runId().value());
            json.writeStringField("commandType", result.command().type());
            json.writeStringField("environment", result.command().environment());
            json.writeStringField("command", redactor.redact(result.command().display()));
            if (result.pid().isPresent()) {
                json.writeNumberField("pid", result.pid().getAsLong());
            }
            json.writeStringField("termination", word(result.termination()));
            if (result.exitCode().isPresent()) {
                json.writeNumberField("code", result.exitCode().getAsInt());
            }
            json.writeNumberField("attempt", result.attempt());
            json.writeNumberField("durationMs", result.duration().toMillis());
            json.writeNumberField("queuedMs", result.queuedFor().toMillis());
            json.writeStringField("containedBy", result.containedBy().name().toLowerCase(Locale.ROOT));
            json.writeStringField("summary", redactor.redact(result.diagnosis().summary()));
            if (result.shadowStall().isPresent()) {
                json.writeBooleanField("shadow", true);
            }
            if (result.stalled() || result.shadowStall().isPresent()) {
                json.writeStringField(
                        "rootCause", result.diagnosis().rootCause().id());
                json.writeNumberField(
                        "confidence", result.diagnosis().confidence().value());
                json.writeArrayFieldStart("chain");
                for (String link : result.diagnosis().chain().describe()) {
                    json.writeString(redactor.redact(link));
                }
                json.writeEndArray();
            }
            StopReceipt stop = result.stop();
            json.writeNumberField("survivors", stop.survivors().size());
            json.writeNumberField("leakedPipes", result.leakedPipes().size());
            json.writeEndObject();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }

    private static String word(Termination termination) {
        if (termination instanceof Termination.Exited) {
            return "exited";
        }
        if (termination instanceof Termination.Ended) {
            return "ended";
        }
        if (termination instanceof Termination.Stopped stopped) {
            return stopped.reason().name().toLowerCase(Locale.ROOT);
        }
        if (termination instanceof Termination.NotStarted failed) {
            return failed.failure().name().toLowerCase(Locale.ROOT);
        }
        return termination instanceof Termination.Blocked ? "blocked" : "skipped";
    }
}
