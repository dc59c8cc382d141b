package io.runnerwatchdog.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes JSON as all reports have it: what is not known is {@code null}, times are in UTC, durations in milliseconds. All but
 * ASCII is escaped, so that hostile text plays no tricks on a terminal either. Not thread-safe.
 */
public final class JsonOut {
    /** Thread-safe. The writer is the caller's: it is flushed and left open. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final JsonGenerator out;

    private JsonOut(JsonGenerator out) {
        this.out = out;
    }

    /** What stands in an object, or one of a list. */
    public interface Part {
        void write() throws IOException;
    }

    /** What stands in the whole document. */
    public interface Document {
        void write(JsonOut out) throws IOException;
    }

    /** How one of a list is written. */
    public interface Each<T> {
        void write(T one) throws IOException;
    }

    /** Writes one object and flushes; the writer is left open. */
    public static void document(Writer to, Document content) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(to).useDefaultPrettyPrinter()) {
            generator.writeStartObject();
            content.write(new JsonOut(generator));
            generator.writeEndObject();
        }
        to.write('\n');
        to.flush();
    }

    public void object(String name, Part content) throws IOException {
        out.writeObjectFieldStart(name);
        content.write();
        out.writeEndObject();
    }

    public void nothing(String name) throws IOException {
        out.writeNullField(name);
    }

    /** A list of objects. */
    public <T> void list(String name, List<T> all, Each<T> content) throws IOException {
        out.writeArrayFieldStart(name);
        for (T one : all) {
            out.writeStartObject();
            content.write(one);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    public void texts(String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    public void text(String name, String text) throws IOException {
        out.writeStringField(name, text);
    }

    public void text(String name, Optional<String> text) throws IOException {
        out.writeStringField(name, text.orElse(null));
    }

    public void truth(String name, boolean truth) throws IOException {
        out.writeBooleanField(name, truth);
    }

    public void time(String name, Instant time) throws IOException {
        text(name, time.toString());
    }

    public void time(String name, Optional<Instant> time) throws IOException {
        text(name, time.map(Instant::toString));
    }

    public void millis(String name, Duration duration) throws IOException {
        out.writeNumberField(name, duration.toMillis());
    }

    public void millis(String name, Optional<Duration> duration) throws IOException {
        if (duration.isPresent()) {
            millis(name, duration.get());
        } else {
            nothing(name);
        }
    }

    public void number(String name, long number) throws IOException {
        out.writeNumberField(name, number);
    }

    public void number(String name, double number) throws IOException {
        out.writeNumberField(name, number);
    }

    public void number(String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            number(name, number.getAsDouble());
        } else {
            nothing(name);
        }
    }
}
