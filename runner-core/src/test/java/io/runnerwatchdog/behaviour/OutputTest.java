package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Stream;
import io.runnerwatchdog.run.Termination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every byte comes, in order, whatever the bytes and whenever they come. */
@Tag("process")
@ExtendWith(NoResidue.class)
class OutputTest {
    @TempDir
    private Path directory;

    private final Watchdog watchdog = Watchdog.builder().build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void theTwoStreamsAreApart() throws InterruptedException {
        List<String> out = new CopyOnWriteArrayList<>();
        List<String> err = new CopyOnWriteArrayList<>();
        RunResult result = watchdog.run(sh("echo a; echo b >&2; echo c; echo d >&2")
                .onStdoutLine(out::add)
                .onStderrLine(err::add));

        assertThat(out).containsExactly("a", "c");
        assertThat(err).containsExactly("b", "d");
        assertThat(result.stdout().bytesSeen()).isEqualTo(4);
        assertThat(result.bytesLostToSinks()).isZero();
    }

    @Test
    void mergedStreamsKeepTheirOrder() throws InterruptedException {
        RunResult result = watchdog.run(sh("for i in 1 2 3 4 5 6 7 8 9; do echo o$i; echo e$i >&2; done")
                .output(OutputMode.MERGED));

        assertThat(result.stdout().text())
                .isEqualTo("o1\ne1\no2\ne2\no3\ne3\no4\ne4\no5\ne5\no6\ne6\no7\ne7\no8\ne8\no9\ne9\n");
        assertThat(result.stderr().text()).isEmpty();
    }

    @Test
    void aCharacterInTwoHalvesComesOutWhole() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        // The first half is read before the second is written: the marker file is made by whoever hears the first line.
        Path heard = directory.resolve("heard");
        RunResult result = watchdog.run(sh(
                        "printf 'one\\n\\303'; while [ ! -e \"$1\" ]; do sleep 0.01; done; printf '\\251t\\303\\251\\n'",
                        heard)
                .onStdoutLine(line -> {
                    lines.add(line);
                    touch(heard);
                }));

        assertThat(lines).containsExactly("one", "été");
        assertThat(result.stdout().text()).isEqualTo("one\nété\n");
    }

    @Test
    void halfACharacterAtTheEndIsShownAsMalformed() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        RunResult result = watchdog.run(sh("printf 'caf\\303'").onStdoutLine(lines::add));

        assertThat(lines).containsExactly("caf\uFFFD");
        assertThat(result.stdout().bytesSeen()).isEqualTo(4);
    }

    @Test
    void anotherCharsetIsTakenAtItsWord() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        watchdog.run(
                sh("printf 'caf\\351\\n'").charset(StandardCharsets.ISO_8859_1).onStdoutLine(lines::add));

        assertThat(lines).containsExactly("café");
    }

    @Test
    void nulBytesAreBytesLikeOthers() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RunResult result = watchdog.run(sh("printf 'a\\000b\\n\\000\\n'")
                .onStdoutLine(lines::add)
                .sink(OutputSink.bytes(Stream.STDOUT, into(bytes))));

        assertThat(lines).containsExactly("a\0b", "\0");
        assertThat(bytes.toByteArray()).containsExactly('a', 0, 'b', '\n', 0, '\n');
        assertThat(result.stdout().text()).isEqualTo("a\0b\n\0\n");
    }

    @Test
    void aMillionLinesComeInOrder() throws InterruptedException {
        AtomicLong next = new AtomicLong(1);
        AtomicLong wrong = new AtomicLong();
        RunResult result = watchdog.run(Command.of("seq", "1", "1000000")
                .sink(new OutputSink.OfLines(Stream.STDOUT, OutputSink.WhenFull.WAIT, line -> {
                    if (!line.equals(Long.toString(next.getAndIncrement()))) {
                        wrong.incrementAndGet();
                    }
                })));

        assertThat(wrong).hasValue(0);
        assertThat(next).hasValue(1_000_001);
        assertThat(result.stdout().text()).endsWith("\n999999\n1000000\n");
        assertThat(result.stdout().text().length()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void aLineOfAHundredMegabytesComesInPiecesOfBoundedLength() throws InterruptedException {
        AtomicLong characters = new AtomicLong();
        AtomicLong longest = new AtomicLong();
        AtomicLong mostMemory = new AtomicLong();
        long before = usedMemory();
        RunResult result = watchdog.run(sh("head -c 100000000 /dev/zero | tr '\\0' x")
                .sink(new OutputSink.OfLines(Stream.STDOUT, OutputSink.WhenFull.WAIT, piece -> {
                    characters.addAndGet(piece.length());
                    longest.accumulateAndGet(piece.length(), Math::max);
                    if (characters.get() % (16 << 20) < piece.length()) {
                        mostMemory.accumulateAndGet(usedMemory() - before, Math::max);
                    }
                })));

        assertThat(characters).hasValue(100_000_000);
        assertThat(longest.get()).isEqualTo(1 << 20);
        assertThat(result.stdout().bytesSeen()).isEqualTo(100_000_000);
        assertThat(result.bytesLostToSinks()).isZero();
        assertThat(mostMemory.get()).as("bytes alive while it ran").isLessThan(64 << 20);
    }

    @Test
    void whatIsPrintedInTheLastMomentIsNotLost() {
        // The process is gone before its pipe is read: what a reader that stops at the exit would lose.
        int runs = 500;
        List<Run> waiting = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            waiting.add(
                    watchdog.start(sh("printf 'first\\n'; printf \"last %s\" $1; printf 'err' >&2; kill -9 $$", i)));
            if (waiting.size() == 8) {
                waiting.forEach(OutputTest::assertAllThere);
                waiting.clear();
            }
        }
        waiting.forEach(OutputTest::assertAllThere);
    }

    private static void assertAllThere(Run run) {
        RunResult result = Sh.end(run);
        String number = run.command().argv().get(4);
        assertThat(result.stdout().text()).isEqualTo("first\nlast " + number);
        assertThat(result.stderr().text()).isEqualTo("err");
        assertThat(result.termination()).isEqualTo(new Termination.Exited(137));
    }

    @Test
    void aFullPipeAtTheEndIsEmptied() throws InterruptedException {
        RunResult result = watchdog.run(sh("head -c 65536 /dev/zero; kill -9 $$"));

        assertThat(result.stdout().bytesSeen()).isEqualTo(65536);
    }

    @Test
    void standardInputIsAtItsEnd() throws InterruptedException {
        RunResult result = watchdog.run(sh("read -r line || echo \"no input\"; cat; echo done"));

        assertThat(result.stdout().text()).isEqualTo("no input\ndone\n");
    }

    @Test
    void givenBytesAreReadWhole() throws InterruptedException {
        byte[] megabyte = "0123456789abcdef".repeat(65536).getBytes(StandardCharsets.US_ASCII);

        RunResult result = watchdog.run(Command.of("cksum").stdin(Stdin.bytes(megabyte)));
        RunResult counted = watchdog.run(Command.of("wc", "-c").stdin(Stdin.bytes(megabyte)));

        assertThat(result.succeeded()).isTrue();
        assertThat(counted.stdout().text().strip()).isEqualTo("1048576");
    }

    @Test
    void bytesThatNobodyReadsHoldUpNothing() throws InterruptedException {
        RunResult result = watchdog.run(sh("exit 5").stdin(Stdin.bytes(new byte[4 << 20])));

        assertThat(result.exitCode()).hasValue(5);
    }

    @Test
    void aFileIsReadByTheChildItself() throws Exception {
        Path file = Files.writeString(directory.resolve("in"), "from a file\n");

        assertThat(watchdog.run(Command.of("cat").stdin(Stdin.fromFile(file)))
                        .stdout()
                        .text())
                .isEqualTo("from a file\n");
    }

    private static Consumer<ByteBuffer> into(ByteArrayOutputStream bytes) {
        return chunk -> {
            while (chunk.hasRemaining()) {
                bytes.write(chunk.get());
            }
        };
    }

    private static void touch(Path file) {
        try {
            Files.write(file, new byte[0]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Memory that is in use by living objects, as near as it can be had. */
    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
