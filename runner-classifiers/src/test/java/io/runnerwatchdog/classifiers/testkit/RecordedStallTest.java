package io.runnerwatchdog.classifiers.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.fixture.Fuzz;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of a recorded stall: what is in it, and how what is wrong with it is told. */
class RecordedStallTest {
    private static final RecordedStall RECORDED = new RecordedStall(
            "licence",
            Set.of(RootCause.of("licence"), RootCause.NETWORK),
            StallBuilder.of("compile", "main.c")
                    .stderr("checking out \u001b[1mlicence\u001b[0m\n")
                    .process("compile", Waits.tcp("ESTABLISHED"))
                    .build());

    @TempDir
    private Path directory;

    @Test
    void theTextIsPlainAndTellsItsVersionFirst() {
        assertThat(RECORDED.json())
                .startsWith("""
                        {
                          "format": 1,
                          "name": "licence",
                          "truth": ["licence", "network"],
                          "stall": {
                            "command": {
                              "argv": ["compile", "main.c"],
                              "type": "default",
                        """.stripTrailing())
                .contains("\"OnSocket\": {", "\"silentFor\": \"PT12S\"", "checking out \\u001B[1mlicence")
                .matches(text -> StandardCharsets.US_ASCII.newEncoder().canEncode(text), "is ASCII")
                .endsWith("}\n");
    }

    @Test
    void whatHoldsSecretsOfTheCommandIsLeftOut() {
        Command command = Command.of("deploy").variable("TOKEN", "hush").stdin(Stdin.bytes(new byte[] {'h'}));

        assertThat(new RecordedStall("x", Set.of(), StallBuilder.of(command).build()).json())
                .doesNotContain("TOKEN", "hush", "stdin");
    }

    @Test
    void aFileIsWrittenOnceAndIsItsOwnersOnly() throws IOException {
        Path file = directory.resolve("licence.json");

        RECORDED.write(file, Redactor.none());

        assertThat(RecordedStall.read(file).json()).isEqualTo(RECORDED.json());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> RECORDED.write(file, Redactor.none()));
    }

    @Test
    void whatIsLongIsWrittenAndRead() throws IOException {
        String megabyte = "\u001b".repeat(1 << 20);
        RecordedStall large = new RecordedStall(
                "large", Set.of(), StallBuilder.of("x").stdout(megabyte).build());

        assertThat(read(large.json()).stall().stdout().text()).isEqualTo(megabyte);
    }

    @Test
    void stallsOfAllKindsAreReadAsTheyWere() throws IOException {
        for (NamedStall each : TryingStalls.all()) {
            if (!each.isLarge()) {
                StallContext stall = each.stall();
                StallContext read =
                        read(new RecordedStall("x", Set.of(), stall).json()).stall();

                assertThat(CommandForm.of(read.command())).isEqualTo(CommandForm.of(stall.command()));
                assertThat(withCommandOf(stall, read)).as(each.name()).isEqualTo(stall);
            }
        }
    }

    /** A command has no equality of its own; all else has. */
    static StallContext withCommandOf(StallContext other, StallContext rest) {
        return new StallContext(
                other.command(),
                rest.kind(),
                rest.silentFor(),
                rest.earlier(),
                rest.now(),
                rest.interlude(),
                rest.chain(),
                rest.stdout(),
                rest.stderr());
    }

    @Test
    void aStallThatNoTextCouldBeReadOfIsNotWritten() {
        Wait deep = new Wait.Ended();
        for (int i = 0; i < 50; i++) {
            deep = new Wait.OnEvents("poll", List.of(deep), false);
        }
        RecordedStall stall = new RecordedStall(
                "deep", Set.of(), StallBuilder.of("x").process("x", deep).build());

        assertThatIllegalArgumentException()
                .isThrownBy(stall::json)
                .withMessageStartingWith("no text of it could be read again");
    }

    @Test
    void aNameThatIsNoFileNameIsRefused() {
        for (String name : List.of("", "a/b", "a b", "\u001b")) {
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> new RecordedStall(name, Set.of(), RECORDED.stall()))
                    .withMessageStartingWith("name must match");
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("{", "", "$, line 2, column 3: expected an object, found \"format\""),
                mistake("\"format\": 1", "\"format\": 2", "$.format, line 2, column 13: expected 1, found \"2\""),
                mistake("\"format\": 1,", "", "$, line 3, column 3: expected the key \"format\" before all others"),
                mistake(
                        "\"argv\"",
                        "\"arg\"",
                        "$.stall.command, line 7, column 7: expected one of the keys argv, type,"),
                mistake(
                        "\"argv\": [",
                        "\"type\": \"x\", \"argv\": [",
                        "$.stall.command.type, line 8, column 7: expected each key once"),
                mistake(
                        "\"argv\": [\"compile\", \"main.c\"],",
                        "",
                        "expected the key \"argv\", found an object without it"),
                mistake(
                        "[\"compile\", \"main.c\"]",
                        "\"compile\"",
                        "$.stall.command.argv, line 7, column 15: expected an array"),
                mistake(
                        "[\"compile\", \"main.c\"]",
                        "[]",
                        "expected a Command, found values that do not go: argv must name a program"),
                mistake("\"main.c\"", "7", "$.stall.command.argv[1], line 7, column 27: expected a text, found \"7\""),
                mistake(
                        "\"IDLE\"",
                        "\"Idle\"",
                        "$.stall.kind, line 14, column 13: expected one of IDLE, HARD, found \"Idle\""),
                mistake(
                        "\"PT12S\"",
                        "\"12 s\"",
                        "expected a duration as ISO 8601 writes it, for example \"PT12.5S\", found \"12 s\""),
                mistake("\"network\"]", "\"Network\"]", "$.truth[1], line 4, column 24: expected a root cause"),
                mistake("\"network\"]", "\"licence\"]", "expected each value once"),
                mistake(
                        "\"pid\": 100",
                        "\"pid\": 0",
                        "expected a ProcessIdentity, found values that do not go: pid must be > 0, was 0"),
                mistake("\"pid\": 100", "\"pid\": 1.5", "identity.pid, line"),
                mistake(
                        "\"pid\": 100",
                        "\"pid\": 9223372036854775808",
                        "expected a whole number within -9223372036854775808"),
                mistake("\"fd\": 3", "\"fd\": 2147483648", "expected a whole number within -2147483648 and 2147483647"),
                mistake(
                        "\"OnSocket\"",
                        "\"OnSomething\"",
                        "expected one key that says which Wait it is, one of Ended, ForCpu, Halted"),
                mistake(
                        "\"name\": \"licence\"",
                        "\"name\": \"\\u001b[2J\"",
                        "name must match [A-Za-z0-9._-]{1,128}, was \"\\u001b[2J\""),
                mistake(
                        "\"name\": \"licence\"",
                        "\"name\": null",
                        "$.name, line 3, column 11: expected a text, found \"null\""),
                mistake("\"name\": \"licence\"", "\"name\": licence", "expected valid JSON, found Unrecognized token"),
                mistake("\n}\n", "\n} {}", "expected nothing after the object"),
                mistake("\n}\n", "", "expected valid JSON, found Unexpected end-of-input"));
    }

    private static Arguments mistake(String instead, String of, String told) {
        return Arguments.of(instead, of, told);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(String right, String wrong, String told) {
        String text = RECORDED.json();
        int at = text.indexOf(right);
        assertThat(at).as("the text holds it").isNotNegative();

        assertThatExceptionOfType(StallFormatException.class)
                .isThrownBy(() -> read(text.substring(0, at) + wrong + text.substring(at + right.length())))
                .withMessageContaining(told)
                .satisfies(message -> assertThat(message.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @Test
    void aMistakeInAFileIsToldWithTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.json"), "");

        assertThatExceptionOfType(StallFormatException.class)
                .isThrownBy(() -> RecordedStall.read(file))
                .withMessageStartingWith(file + ": $, line 1, column ")
                .withMessageEndingWith(": expected an object, found the end");
    }

    @Test
    void aFileThatIsNoTextIsToldAsOne() throws IOException {
        Path file = Files.write(directory.resolve("bytes.json"), new byte[] {'{', (byte) 0xff});

        assertThatExceptionOfType(StallFormatException.class)
                .isThrownBy(() -> RecordedStall.read(file))
                .withMessage(file + ": expected a text in UTF-8, found other bytes");
    }

    @Test
    void depthAndLengthOfHostileTextAreBounded() {
        String head = "{\"format\": 1, \"name\": ";
        String deep = "[".repeat(100_000);
        String waits = "{\"OnEvents\": {\"candidates\": [".repeat(10_000);
        String deepWaits = "{\"format\": 1, \"stall\": {\"chain\": {\"links\": [{\"waitsFor\": " + waits;
        String number = "9".repeat(100_000);
        String key = "k".repeat(100_000);

        for (String text :
                List.of(deep, head + deep, deepWaits, head + number, "{\"" + key + "\": 1}", "\u0000".repeat(1000))) {
            assertThatExceptionOfType(StallFormatException.class)
                    .isThrownBy(() -> read(text))
                    .satisfies(wrong -> assertThat(wrong.getMessage()).hasSizeLessThan(2000));
        }
    }

    @Test
    @Tag("fuzz")
    void noTextBreaksTheReader() {
        List<String> words = Fuzz.withJson("format", "stall", "waitsFor", "OnEvents", "candidates", "PT1S", "IDLE");
        new Fuzz("recorded", List.of(RECORDED.json()), words).run(text -> {
            try {
                RecordedStall.read(new StringReader(text));
            } catch (StallFormatException refused) {
                assertThat(refused.getMessage()).contains("expected", "found");
            } catch (IOException never) {
                throw new UncheckedIOException(never);
            }
        });
    }

    private static RecordedStall read(String text) throws IOException {
        return RecordedStall.read(new StringReader(text));
    }
}
