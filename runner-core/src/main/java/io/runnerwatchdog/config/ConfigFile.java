package io.runnerwatchdog.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Gets the text of a configuration file, in bounds. */
final class ConfigFile {
    private static final int LARGEST = 1024 * 1024;

    private ConfigFile() {}

    static String read(Path file) throws IOException, ConfigException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
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

    private static ConfigException refused(Path file, String found, String expected) {
        return new ConfigException(List.of(new ConfigProblem(file.toString(), "$", 0, 0, found, expected)));
    }
}
