package io.runnerwatchdog.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code evidence_manifest.json}: what each rotated file held when it was sealed. Immutable. */
record Manifest(Map<RotatedName, Seal> seals) {
    static final String FILE_NAME = "evidence_manifest.json";
    static final Manifest EMPTY = new Manifest(Map.of());

    private static final int VERSION = 1;

    Manifest {
        seals = Collections.unmodifiableMap(new TreeMap<>(seals));
    }

    Manifest with(RotatedName name, Seal seal) {
        Map<RotatedName, Seal> changed = new TreeMap<>(seals);
        changed.put(name, seal);
        return new Manifest(changed);
    }

    Manifest without(RotatedName name) {
        Map<RotatedName, Seal> changed = new TreeMap<>(seals);
        changed.remove(name);
        return new Manifest(changed);
    }

    /** What this text says; empty where it is no manifest of this version. Never throws. */
    static Optional<Manifest> parse(String text) {
        Optional<Fields> root = JsonTree.parse(text.strip()).map(Fields::new);
        if (root.isEmpty() || root.get().number("version").orElse(0) != VERSION) {
            return Optional.empty();
        }
        Map<RotatedName, Seal> seals = new TreeMap<>();
        for (Fields entry : root.get().objects("files")) {
            Optional<RotatedName> name = entry.text("name").flatMap(RotatedName::parse);
            Optional<Seal> seal = seal(entry);
            if (name.isEmpty() || seal.isEmpty()) {
                return Optional.empty();
            }
            seals.put(name.get(), seal.get());
        }
        return Optional.of(new Manifest(seals));
    }

    private static Optional<Seal> seal(Fields entry) {
        Optional<String> hash = entry.text("sha256");
        if (hash.isEmpty() || entry.number("bytes").isEmpty()) {
            return Optional.empty();
        }
        Prints prints = new Prints(entry.number("bytes").getAsLong(), hash.get(), entry.texts("blocks"));
        return Optional.of(
                new Seal(prints, entry.number("lines").orElse(0), entry.instant("firstTs"), entry.instant("lastTs")));
    }

    byte[] toBytes() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeNumberField("version", VERSION);
            out.writeNumberField("blockBytes", Prints.BLOCK);
            out.writeArrayFieldStart("files");
            for (Map.Entry<RotatedName, Seal> entry : seals.entrySet()) {
                write(out, entry.getKey(), entry.getValue());
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException impossible) {
            // Memory has no input and output to fail at.
            throw new UncheckedIOException(impossible);
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator out, RotatedName name, Seal seal) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", name.toString());
        out.writeNumberField("bytes", seal.prints().bytes());
        out.writeNumberField("lines", seal.lines());
        out.writeStringField("sha256", seal.prints().sha256());
        if (seal.firstTs().isPresent()) {
            out.writeStringField(
                    "firstTs", LineFormat.wholeSeconds(seal.firstTs().get()));
        }
        if (seal.lastTs().isPresent()) {
            out.writeStringField("lastTs", LineFormat.wholeSeconds(seal.lastTs().get()));
        }
        out.writeArrayFieldStart("blocks");
        for (String block : seal.prints().blocks()) {
            out.writeString(block);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
