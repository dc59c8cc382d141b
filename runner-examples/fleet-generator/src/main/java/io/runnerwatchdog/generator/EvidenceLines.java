package io.runnerwatchdog.generator;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Writes events as lines: the fields, the order and about the length that they have in real evidence. To let the real log
 * write tens of millions would take hours, most of them redaction. Not thread-safe.
 */
final class EvidenceLines {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final LineBytes line = new LineBytes();
    private final JsonGenerator json;
    private final TimeText time = new TimeText();
    private final char[] runId = new char[32];
    private final String host;

    EvidenceLines(String host) throws IOException {
        this.host = host;
        json = JSON.createGenerator(line, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
    }

    /** The last line that was ended; good until the next one begins. */
    LineBytes line() {
        return line;
    }

    void stall(Step step, long at, WaitStory story, boolean hard, SplittableRandom random) throws IOException {
        int limit = hard ? step.type().hardMillis() : step.type().idleMillis();
        int silent = hard ? random.nextInt(step.type().idleMillis()) : limit + random.nextInt(20);
        begin(step, at, hard ? "hard-timeout" : "idle-timeout", true, story.rootCause());
        json.writeNumberField(hard ? "hardMs" : "idleMs", limit);
        double confidence = (70 + random.nextInt(26)) / 100.0;
        json.writeNumberField("confidence", confidence);
        diagnosis(step, story, confidence, silent / 1000, random);
        tails(random);
        json.writeNumberField("silentMs", silent);
        json.writeNumberField("diagnosisMs", 40 + random.nextInt(1500));
    }

    private void diagnosis(Step step, WaitStory story, double confidence, int seconds, SplittableRandom random)
            throws IOException {
        json.writeObjectFieldStart("diagnosis");
        json.writeStringField(
                "summary",
                step.program() + ": stalled after " + seconds + " s without output, " + story.rootCause() + ": "
                        + story.last() + " waits");
        json.writeArrayFieldStart("chain");
        for (String link : story.links(step.pid(), 300 + random.nextInt(30_000), seconds)) {
            json.writeString(link);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("verdicts");
        json.writeStartObject();
        json.writeStringField(
                "classifier", "io.runnerwatchdog." + story.rootCause().replace('_', '-'));
        json.writeStringField("rootCause", story.rootCause());
        json.writeNumberField("confidence", confidence);
        json.writeArrayFieldStart("because");
        json.writeString(story.last() + " has not run for " + seconds + " s");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tails(SplittableRandom random) throws IOException {
        json.writeStringField("out", Tails.out(random));
        json.writeStringField("err", Tails.err(random));
    }

    void killed(Step step, long at, long took, boolean hard, SplittableRandom random) throws IOException {
        boolean forced = random.nextInt(5) == 0;
        begin(step, at, "killed", true, "");
        json.writeNumberField("code", forced ? 137 : 143);
        json.writeNumberField("signal", forced ? 9 : 15);
        json.writeNumberField("graceUsedMs", forced ? 4000 : random.nextInt(4000));
        json.writeNumberField("survivors", random.nextInt(2000) == 0 ? 1 : 0);
        json.writeNumberField("durationMs", took);
        tails(random);
        json.writeStringField("reason", hard ? "hard_timeout" : "idle_timeout");
        json.writeNumberField("stopMs", (forced ? 4000 : 0) + random.nextInt(300));
    }

    void exit(Step step, long at, int code, long took, SplittableRandom random) throws IOException {
        begin(step, at, "exit", true, "");
        json.writeNumberField("code", code);
        json.writeNumberField("durationMs", took);
        json.writeStringField("status", code == 0 ? "success" : "failed");
        json.writeNumberField(
                "longestSilenceMs",
                Math.min(took / (2 + random.nextInt(4)), step.type().idleMillis() - 1L));
    }

    void notStarted(Step step, long at) throws IOException {
        begin(step, at, "exit", false, "");
        json.writeNumberField("code", 127);
        json.writeNumberField("durationMs", 0);
        json.writeStringField("status", "failed");
        json.writeStringField("reason", step.program() + ": no such command");
        json.writeStringField("startFailure", "command_not_found");
    }

    void slow(Step step, long at) throws IOException {
        begin(step, at, "slow", true, "");
        json.writeNumberField("warnMs", step.type().hardMillis() / 2);
    }

    void skipped(Step step, long at) throws IOException {
        begin(step, at, "skipped", false, "");
        json.writeStringField("reason", "3 stalls within 60 min");
        json.writeFieldName("untilTs");
        json.writeString(time.of(at + 900_000), 0, TimeText.LENGTH);
    }

    void blocked(Step step, long at) throws IOException {
        begin(step, at, "blocked", false, "");
        json.writeStringField("reason", "\"rm -rf\" is blocked");
    }

    private void begin(Step step, long at, String event, boolean started, String cause) throws IOException {
        line.reset();
        json.writeStartObject();
        json.writeFieldName("ts");
        json.writeString(time.of(at), 0, TimeText.LENGTH);
        json.writeStringField("event", event);
        json.writeStringField("commandType", step.typeName());
        json.writeStringField("environment", step.environment());
        json.writeStringField("command", step.command());
        json.writeFieldName("pid");
        if (started) {
            json.writeNumber(step.pid());
        } else {
            json.writeNull();
        }
        json.writeStringField("host", host);
        if (!cause.isEmpty()) {
            json.writeStringField("rootCause", cause);
        }
        hex(step.runHigh(), 0);
        hex(step.runLow(), 16);
        json.writeFieldName("runId");
        json.writeString(runId, 0, runId.length);
        json.writeNumberField("attempt", step.attempt());
        json.writeNumberField("tsMs", at);
        if (step.shadow()) {
            json.writeBooleanField("shadow", true);
        }
    }

    private void hex(long bits, int from) {
        for (int i = 0; i < 16; i++) {
            runId[from + i] = Character.forDigit((int) (bits >>> 60 - 4 * i) & 15, 16);
        }
    }

    /** What a later version or another writer might add. */
    void addUnknownFields(SplittableRandom random) throws IOException {
        json.writeObjectFieldStart("labels");
        json.writeStringField("team", "build");
        json.writeArrayFieldStart("event");
        json.writeNumber(random.nextInt(9));
        json.writeNull();
        json.writeStartObject();
        json.writeBooleanField("host", true);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeNumberField("cpu.share", random.nextDouble());
        json.writeStringField("rootcause", "not ours");
    }

    void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }
}
