package io.runnerwatchdog.classifiers.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stall that can be judged again: what a classifier saw, and the truth about it. Immutable. Kept as a text of JSON, which
 * people may change; what it looks like is in {@code docs/classify.md}.
 *
 * <p>The text has no environment variables, no standard input, no sinks and no character set of the command: read again,
 * it has those of a new one.
 *
 * @param name what it is called: {@code [A-Za-z0-9._-]{1,128}}
 * @param truth the root causes that are right; empty where nobody has said so yet
 * @param stall what a classifier saw
 */
public record RecordedStall(String name, Set<RootCause> truth, StallContext stall) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** What the parser's messages say about its own settings, which whoever writes a file cannot change. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(", from `[^`]*`");

    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    public RecordedStall {
        Objects.requireNonNull(name, "name");
        truth = Set.copyOf(truth);
        Objects.requireNonNull(stall, "stall");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must match " + NAME + ", was \"" + Shown.plain(name) + "\"");
        }
    }

    /**
     * The stall in a file.
     *
     * @throws StallFormatException if the file holds no recorded stall
     */
    public static RecordedStall read(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            return read(text);
        } catch (StallFormatException wrong) {
            throw new StallFormatException(file + ": " + wrong.getMessage());
        } catch (CharacterCodingException notText) {
            throw new StallFormatException(file + ": expected a text in UTF-8, found other bytes");
        }
    }

    /**
     * The stall in a text, which is read to its end and not closed.
     *
     * @throws StallFormatException if it is no recorded stall
     */
    public static RecordedStall read(Reader text) throws IOException {
        try (JsonParser json = StallJson.FACTORY.createParser(text)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            return read(json);
        }
    }

    private static RecordedStall read(JsonParser json) throws IOException {
        ValueReader values = new ValueReader(json);
        try {
            values.next(JsonToken.START_OBJECT, "an object");
            values.nextMember("format", StallJson.FORMAT);
            RecordedStall recorded = values.members(RecordedStall.class);
            values.end();
            return recorded;
        } catch (JsonProcessingException malformed) {
            // A text beyond the parser's bounds comes without a place: then it is where the parser stands.
            JsonLocation at = Optional.ofNullable(malformed.getLocation()).orElseGet(json::currentLocation);
            String message =
                    FOR_PROGRAMMERS.matcher(malformed.getOriginalMessage()).replaceAll("");
            throw values.problem(at, message, "valid JSON");
        }
    }

    /**
     * The stalls that come with the kit: real ones, one or more of each common cause, with the truth about them. Most are not
     * what your classifier is for: see {@link ClassifierContract#keepsSilentOn}.
     */
    public static List<RecordedStall> shipped() {
        return ShippedStalls.read();
    }

    /** This stall as a text, the same each time. */
    public String json() {
        return json(Redactor.none());
    }

    private String json(Redactor redactor) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = StallJson.FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(StallJson.layout());
            json.writeStartObject();
            json.writeNumberField("format", StallJson.FORMAT);
            new ValueWriter(json, redactor).writeMembers(this);
            json.writeEndObject();
        } catch (JsonProcessingException tooDeep) {
            throw new IllegalArgumentException("no text of it could be read again: " + tooDeep.getMessage(), tooDeep);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.append('\n').toString();
    }

    /**
     * Writes this stall into a new file, which only its owner may read where the file system knows owners.
     *
     * @param redactor masks its texts; {@link Redactor#none()} for stalls made by hand
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
     */
    public void write(Path file, Redactor redactor) throws IOException {
        byte[] text = json(redactor).getBytes(StandardCharsets.US_ASCII);
        boolean knowsOwners = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = knowsOwners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(file, NEW_FILE, ownerOnly)) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}
