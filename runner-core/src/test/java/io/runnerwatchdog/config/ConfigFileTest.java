package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void aFileIsReadAndNamedInItsErrors() throws Exception {
        Path good = write("good.json", "{\"timeouts\": {\"idle_ms\": 7}}");
        Path bad = write("bad.json", "{\"timeouts\": {\"idle_ms\": 0}}");

        assertThat(RunnerConfig.load(good)
                        .limitsFor(Command.of("x"), LimitOverrides.NONE)
                        .idle())
                .isEqualTo(Duration.ofMillis(7));
        assertRefused(bad, bad + ":1:26: $.timeouts.idle_ms: found 0, expected a whole number from 1 to 31536000000");
    }

    @Test
    void aFileWithAByteOrderMarkAndWindowsLineEndsIsRead() throws Exception {
        Path file = write("bom.json", "\uFEFF{\r\n\"timeouts\": {\r\n\"idle_ms\": 0}}");

        assertRefused(file, file + ":3:12: $.timeouts.idle_ms: found 0, expected a whole number from 1 to 31536000000");
    }

    @Test
    void aFileThatIsNotThereIsNotAnEmptyOne() {
        Path missing = directory.resolve("missing.json");

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> RunnerConfig.load(missing))
                .satisfies(absent -> assertThat(absent.getFile()).isEqualTo(missing.toString()));
    }

    @Test
    void aDirectoryCannotBeRead() {
        assertThatThrownBy(() -> RunnerConfig.load(directory)).isInstanceOf(IOException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileWhoseReadingFailsIsNotAnEmptyOne() {
        // It opens, and its first page is never mapped: reading it is an input/output error for everybody.
        assertThatThrownBy(() -> RunnerConfig.load(Path.of("/proc/self/mem"))).isInstanceOf(IOException.class);
    }

    @Test
    void aFileOfOneMebibyteIsReadAndOneByteMoreIsNot() throws Exception {
        Path largest = write("largest.json", "{}" + " ".repeat(MIB - 2));
        Path tooLarge = write("too-large.json", "{}" + " ".repeat(MIB - 1));

        assertThat(RunnerConfig.load(largest).environments()).isEmpty();
        assertRefused(tooLarge, tooLarge + ": $: found more than 1 MiB, expected a configuration of at most 1 MiB");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileWithoutEndIsNotReadToItsEnd() {
        assertRefused(
                Path.of("/dev/zero"), "/dev/zero: $: found more than 1 MiB, expected a configuration of at most 1 MiB");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        Path latin = directory.resolve("latin.json");
        Files.write(latin, "{\"logging\": {\"evidence_dir\": \"é\"}}".getBytes(StandardCharsets.ISO_8859_1));
        Path wide = directory.resolve("wide.json");
        Files.write(wide, "\uFEFF{}".getBytes(StandardCharsets.UTF_16LE));

        assertRefused(latin, latin + ": $: found bytes that are no UTF-8, expected UTF-8");
        assertRefused(wide, wide + ": $: found bytes that are no UTF-8, expected UTF-8");
    }

    @Test
    void anEmptyFileIsNoConfiguration() throws Exception {
        Path file = write("empty.json", "");

        assertRefused(file, file + ":1:1: $: found nothing, expected a JSON object");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> RunnerConfig.load(file))
                .withMessage(message);
    }
}
