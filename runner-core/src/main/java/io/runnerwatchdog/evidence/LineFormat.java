package io.runnerwatchdog.evidence;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.Stalled;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.run.StallKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Turns an event into one line of the evidence file, its end included. Thread-safe if the redactor is. */
final class LineFormat {
    private static final DateTimeFormatter WHOLE_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final JsonFactory json = new JsonFactoryBuilder()
            .characterEscapes(new Escapes())
            // Else an emoji becomes two escapes that no operator can read or search for.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private final SafeText safe;

    LineFormat(Redactor redactor) {
        safe = new SafeText(redactor);
    }

    /** The line, with this time; empty for events that leave none. */
    Optional<byte[]> format(RunEvent event, Instant at) {
        Optional<String> word = word(event);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Bounds bounds = Bounds.USUAL;
        byte[] line = line(event, at, word.get(), bounds);
        while (line.length > Bounds.LINE_BYTES && !bounds.equals(Bounds.LEAST)) {
            bounds = bounds.tighter();
            line = line(event, at, word.get(), bounds);
        }
        return Optional.of(line);
    }

    private static Optional<String> word(RunEvent event) {
        if (event instanceof Stalled stalled) {
            return Optional.of(stalled.kind() == StallKind.IDLE ? Words.IDLE_TIMEOUT : Words.HARD_TIMEOUT);
        } else if (event instanceof RunEvent.Slow) {
            return Optional.of(Words.SLOW);
        } else if (event instanceof RunEvent.Stopped) {
            return Optional.of(Words.KILLED);
        } else if (event instanceof RunEvent.Exited
                || event instanceof RunEvent.Ended
                || event instanceof RunEvent.NotStarted) {
            return Optional.of(Words.EXIT);
        } else if (event instanceof RunEvent.Skipped) {
            return Optional.of(Words.SKIPPED);
        } else if (event instanceof RunEvent.Blocked) {
            return Optional.of(Words.BLOCKED);
        }
        return Optional.empty();
    }

    private byte[] line(RunEvent event, Instant at, String word, Bounds bounds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = json.createGenerator(bytes, JsonEncoding.UTF8)) {
            out.writeStartObject();
            writeCommon(out, event, at, word, bounds);
            new EventFields(out, safe, bounds).write(event);
            out.writeEndObject();
        } catch (IOException e) {
            // Memory has no input and output to fail at.
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void writeCommon(JsonGenerator out, RunEvent event, Instant at, String word, Bounds bounds)
            throws IOException {
        RunInfo run = event.run();
        out.writeStringField(Words.TS, wholeSeconds(at));
        out.writeStringField(Words.EVENT, word);
        out.writeStringField(Words.COMMAND_TYPE, name(run.commandType()));
        out.writeStringField(Words.ENVIRONMENT, name(run.environment()));
        out.writeStringField(Words.COMMAND, safe.head(run.command(), bounds.command()));
        out.writeFieldName(Words.PID);
        if (run.pid().isPresent()) {
            out.writeNumber(run.pid().getAsLong());
        } else {
            // 0 would be a process for tools that count or join by pid; null is none for jq and PowerShell alike.
            out.writeNull();
        }
        out.writeStringField(Words.HOST, name(run.host()));
        if (event instanceof Stalled stalled) {
            out.writeStringField(
                    Words.ROOT_CAUSE, stalled.diagnosis().rootCause().id());
        }
        out.writeStringField(Words.RUN_ID, run.runId().value());
        out.writeNumberField(Words.ATTEMPT, run.attempt());
        out.writeNumberField(Words.TS_MS, at.toEpochMilli());
        if (run.shadow()) {
            out.writeBooleanField(Words.SHADOW, true);
        }
    }

    static String name(String text) {
        return Text.head(Text.wellFormed(text), Bounds.NAME);
    }

    static String wholeSeconds(Instant at) {
        return WHOLE_SECONDS.format(at.truncatedTo(ChronoUnit.SECONDS));
    }
}
