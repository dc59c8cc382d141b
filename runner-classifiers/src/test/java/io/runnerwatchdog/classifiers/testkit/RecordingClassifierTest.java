package io.runnerwatchdog.classifiers.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each stall gets a file of its own, without secrets, and no opinion. */
class RecordingClassifierTest {
    private static final Command BUILD = Command.of("make").type("build");

    @TempDir
    private Path directory;

    @Test
    void eachStallIsWrittenIntoAFileOfItsOwn() throws IOException {
        Path below = directory.resolve("new/stalls");
        RecordingClassifier recording = new RecordingClassifier(below);
        StallContext first = StallBuilder.of(BUILD).stderr("one\n").build();
        StallContext second = StallBuilder.of(BUILD).kind(StallKind.HARD).build();

        for (StallContext stall : List.of(first, second, first)) {
            assertThat(recording.classify(stall)).isEmpty();
        }

        assertThat(names(below)).containsExactly("build-hard-1.json", "build-idle-1.json", "build-idle-2.json");
        RecordedStall read = RecordedStall.read(below.resolve("build-idle-2.json"));
        assertThat(read.name()).isEqualTo("build-idle-2");
        assertThat(read.truth()).isEmpty();
        assertThat(read.stall().stderr()).isEqualTo(first.stderr());
    }

    @Test
    void itKeepsTheContractOnASmallScale() {
        RecordingClassifier recording = new RecordingClassifier(directory);

        TryingStalls.all().stream()
                // Masking takes its time over long texts.
                .filter(stall -> stall.stall().output().text().length() < 10_000)
                .forEach(stall -> assertThat(recording.classify(stall.stall())).isEmpty());

        assertThat(names(directory))
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(RecordedStall.read(directory.resolve(name))
                                .stall()
                                .command()
                                .argv())
                        .isNotEmpty());
    }

    @Test
    void secretsAreMaskedAlsoThoseThatAnArgumentBeforeTells() throws IOException {
        Command login = Command.of("tool", "--password", "hunter2hunter2", "--verbose");
        StallContext stall = StallBuilder.of(login)
                .stdout("token=abcdefgh12345678\n")
                .process(
                        "tool", new Wait.OnChild("wait4", OptionalLong.empty()), "tool", "--password", "hunter2hunter2")
                .build();

        new RecordingClassifier(directory).classify(stall);

        Path file = directory.resolve("default-idle-1.json");
        assertThat(file).content().doesNotContain("hunter2").doesNotContain("abcdefgh12345678");
        assertThat(RecordedStall.read(file).stall().command().argv())
                .startsWith("tool", "--password")
                .endsWith("--verbose");
    }

    @Test
    void theHostsOwnRedactorIsHeard() throws IOException {
        Redactor redactor = text -> text.replace("Ada", "[name]");

        new RecordingClassifier(directory, redactor)
                .classify(StallBuilder.of("greet", "Ada").stdout("Hello Ada\n").build());

        StallContext read =
                RecordedStall.read(directory.resolve("default-idle-1.json")).stall();
        assertThat(read.command().argv()).containsExactly("greet", "[name]");
        assertThat(read.stdout().text()).isEqualTo("Hello [name]\n");
    }

    @Test
    void whatCannotBeWrittenIsThrownForTheWatchdogToReport() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new RecordingClassifier(file)
                        .classify(StallBuilder.of("x").build()))
                .withMessage("the stall is not recorded");
    }

    @Test
    void aForgottenOneDoesNotFillTheDisk() throws IOException {
        for (int i = 1; i <= RecordingClassifier.MOST; i++) {
            Files.createFile(directory.resolve("build-idle-" + i + ".json"));
        }

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new RecordingClassifier(directory)
                        .classify(StallBuilder.of(BUILD).build()))
                .withStackTraceContaining("has 1000 recordings of this kind");
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
