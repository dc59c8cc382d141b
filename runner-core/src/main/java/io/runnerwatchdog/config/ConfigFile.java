package io.runnerwatchdog.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/** Gets the text of a configuration file, in bounds. */
final class ConfigFile {
    private static final int LARGEST = 1024 * 1024;

    /**
     * What changes when a file does. The key tells a file that was put in its place, which may bring its old time along.
     *
     * @param key empty where the file system knows no such thing
     */
    record Stamp(Optional<Object> key, FileTime modified, long size) {}

    private ConfigFile() {}

    static String read(Path file) throws IOException, ConfigException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException none) {
            throw missing(file);
        }
        if (bytes.length > LARGEST) {
            throw refused(file, "more than 1 MiB", "a configuration of at most 1 MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused(file, "bytes that are no UTF-8", "UTF-8");
        }
    }

    /**
     * The stamp of a regular file.
     *
     * @throws ConfigException if it is none: a named pipe would keep its reader waiting for somebody who writes
     */
    static Stamp stamp(Path file) throws IOException, ConfigException {
        BasicFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            throw refused(file, attributes.isDirectory() ? "a directory" : "no regular file", "a regular file");
        }
        return new Stamp(Optional.ofNullable(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException none) {
            throw missing(file);
        }
    }

    /** The platform's own says the name alone, which for a relative one does not tell where it was looked for. */
    private static NoSuchFileException missing(Path file) {
        return new NoSuchFileException(
                file.toString(),
                null,
                "no configuration at " + file.toAbsolutePath()
                        + "; put one there, name another, or do without by RunnerConfig.defaults()");
    }

    static ConfigException refused(Path file, String found, String expected) {
        return new ConfigException(List.of(new ConfigProblem(file.toString(), "$", 0, 0, found, expected)));
    }
}
