package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs that behave as no real one can be made to. */
@Tag("process")
@ExtendWith(NoResidue.class)
class JvmAttachTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final FakeJvm.Service ANSWERS = FakeJvm.answering("0\nFull thread dump\n");

    @TempDir
    private Path directory;

    private FakeJvm jvm;

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(jvm.mark()).doesNotExist();
        jvm.close();
    }

    @Test
    void itIsSignalledOnceAndAskedTwice() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        jvm = new FakeJvm(directory, caller -> {
            requests.add(FakeJvm.readRequest(caller));
            caller.write(ByteBuffer.wrap("0\ndump\n".getBytes()));
        });
        JvmAttach attach = jvm.attach();

        assertThat(attach.looksLikeJvm(FakeJvm.PID)).isTrue();
        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).contains("dump\n");
        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).contains("dump\n");

        assertThat(jvm.signals).hasValue(1);
        assertThat(requests).containsOnly("1\0threaddump\0\0\0\0");
    }

    @Test
    void oneThatNeverAnswersIsLeftAlone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        jvm = new FakeJvm(directory, caller -> {
            FakeJvm.readRequest(caller);
            caller.read(ByteBuffer.allocate(1));
            gone.countDown();
        });

        nothingInTime(jvm.attach());
        gone.await();
    }

    @Test
    void oneThatTricklesIsLeftAlone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        jvm = new FakeJvm(directory, caller -> {
            try {
                while (true) {
                    caller.write(ByteBuffer.wrap("0\n".getBytes()));
                    Thread.sleep(5);
                }
            } finally {
                gone.countDown();
            }
        });

        nothingInTime(jvm.attach());
        gone.await();
    }

    @Test
    void oneWithoutEndIsCut() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        jvm = new FakeJvm(directory, caller -> {
            try {
                caller.write(ByteBuffer.wrap("0\n".getBytes()));
                ByteBuffer much = ByteBuffer.wrap("x".repeat(1 << 16).getBytes());
                while (true) {
                    caller.write(much.rewind());
                }
            } finally {
                gone.countDown();
            }
        });

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE))
                .hasValueSatisfying(dump -> assertThat(dump).hasSize(ThreadDumpParser.LONGEST - 2));
        gone.await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101\nno such operation\n", "1\n"})
    void anAnswerThatIsNoneIsNone(String answer) throws Exception {
        jvm = new FakeJvm(directory, FakeJvm.answering(answer));

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
        assertThat(jvm.signals).hasValue(1);
    }

    @Test
    void oneThatTakesNoCallIsNotWaitedForWithoutEnd() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        jvm.listenOnly(1);
        JvmAttach attach = jvm.attach();

        assertThatThrownBy(() -> {
                    // They are queued until the queue is full.
                    for (int i = 0; i < 10; i++) {
                        call().close();
                    }
                })
                .isInstanceOf(SocketException.class);
        nothingInTime(attach);
        assertThat(jvm.signals).as("it listens already").hasValue(0);
    }

    @Test
    void oneThatIgnoresTheSignalIsNotWaitedForWithoutEnd() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        JvmAttach attach = new JvmAttach(jvm.proc(), pid -> jvm.signals.incrementAndGet(), System::nanoTime);

        nothingInTime(attach);
        assertThat(jvm.signals).hasValue(1);
    }

    @Test
    void theMarkIsThereWhenTheSignalComes() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        AtomicReference<Boolean> there = new AtomicReference<>();
        JvmAttach attach = new JvmAttach(jvm.proc(), pid -> there.set(Files.exists(jvm.mark())), System::nanoTime);

        nothingInTime(attach);
        assertThat(there).hasValue(true);
    }

    @Test
    void whateverFailsIsNoDump() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        JvmAttach attach = new JvmAttach(
                jvm.proc(),
                pid -> {
                    throw new IllegalStateException("broken");
                },
                System::nanoTime);

        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
    }

    @Test
    void withTooLittleTimeItIsNotSignalled() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Duration.ofMillis(100))).isEmpty();
        assertThat(jvm.attach().threadDump(FakeJvm.PID, Duration.ofSeconds(-1))).isEmpty();
        assertThat(jvm.signals).hasValue(0);
    }

    @Test
    void whoIsInterruptedGetsNothingAtOnceAndStaysInterrupted() throws Exception {
        jvm = new FakeJvm(directory, caller -> caller.read(ByteBuffer.allocate(1000)));
        jvm.open(1);
        Thread.currentThread().interrupt();

        Optional<String> dump = jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(dump).isEmpty();
    }

    @Test
    void manyAtOnceMakeOneSignal() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        JvmAttach attach = jvm.attach();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            Callable<Optional<String>> call = () -> attach.threadDump(FakeJvm.PID, Sh.PATIENCE);

            for (Future<Optional<String>> dump : callers.invokeAll(Collections.nCopies(8, call))) {
                assertThat(dump.get()).contains("Full thread dump\n");
            }
        } finally {
            callers.shutdown();
        }
        assertThat(jvm.signals).hasValue(1);
    }

    @Test
    void theMarkOfAnotherIsWaitedForAndLeftToHim() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        Files.createFile(jvm.mark());

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isPresent();

        assertThat(jvm.signals).as("nobody came for it").hasValue(1);
        Files.delete(jvm.mark());
    }

    @Test
    void whatAnotherOneIsAboutToOpenIsNotSignalledAgain() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        Files.createFile(jvm.mark());
        // His turn does not end, since the time stands still.
        JvmAttach attach = new JvmAttach(jvm.proc(), jvm::signal, new FakeTicker(Long.MAX_VALUE - 1));
        CompletableFuture<Optional<String>> dump =
                CompletableFuture.supplyAsync(() -> attach.threadDump(FakeJvm.PID, Sh.PATIENCE));
        jvm.open(50);

        assertThat(dump.get()).isPresent();
        assertThat(jvm.signals).hasValue(0);
        Files.delete(jvm.mark());
    }

    /** One line for each thing without which a process would die of the signal, or print a dump to its output. */
    @Test
    void aProcessThatCouldDieOfTheSignalOrWouldNotAnswerIsNotSignalled() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);

        notSignalledWith("status", "NSpid:\t77\t7\nSigCgt:\t0000000000000000\n");
        notSignalledWith("task/78/comm", "GC Thread#0\n");
        notSignalledWith("task/79/comm", "Signal Handler\n");
        notSignalledWith("cmdline", "java\0-XX:+DisableAttachMechanism\0Main\0");
        notSignalledWith(
                "mountinfo", "36 35 98:0 / / rw - ext4 /dev/root rw\n37 36 0:9 / /tmp rw - nfs4 server:/ rw\n");
        notSignalledWith("mountinfo", "");
        for (String state : List.of("T", "t", "Z", "X")) {
            notSignalledWith(
                    "stat", "77 (java) " + state + " 12 77 77 0 -1 4194304 120 0 3 0 25 17 0 0 20 0 4 0 9 1 2\n");
        }
        jvm.write("environ", "JAVA_TOOL_OPTIONS=-XX:+DisableAttachMechanism\0");
        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
        jvm.delete("environ");
        assertThat(jvm.signals).hasValue(0);

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE))
                .as("all is well again")
                .isPresent();
        assertThat(jvm.signals).hasValue(1);
    }

    private void notSignalledWith(String file, String text) throws IOException {
        Path path = directory.resolve("proc/" + FakeJvm.PID + "/" + file);
        String before = Files.readString(path);
        jvm.write(file, text);
        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE))
                .as(file + ": " + text)
                .isEmpty();
        assertThat(jvm.signals).as(file + ": " + text).hasValue(0);
        jvm.write(file, before);
    }

    @Test
    void whatIsNoSocketOrOfNobodyIsNotTouched() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        Files.writeString(jvm.socket(), "no socket");

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();

        assertThat(jvm.socket()).hasContent("no socket");
        assertThat(jvm.signals).hasValue(0);
    }

    @Test
    void theSocketOfAnotherProcessIsNotAsked() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        jvm.open(1);
        jvm.write(
                "net/unix",
                "Num       RefCount Protocol Flags    Type St Inode Path\n"
                        + "0000000000000000: 00000002 00000000 00010000 0001 01 4711 /tmp/.java_pid7.tmp\n");

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
        assertThat(jvm.signals).hasValue(0);

        Path descriptors = Files.createDirectories(directory.resolve("proc/" + FakeJvm.PID + "/fd"));
        Files.createSymbolicLink(descriptors.resolve("5"), Path.of("socket:[4711]"));
        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isPresent();
    }

    @Test
    void aTemporaryDirectoryThatIsALinkLeadsNowhere() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.delete(jvm.temporary());
        Files.createSymbolicLink(jvm.temporary(), elsewhere);

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();

        assertThat(jvm.signals).hasValue(0);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void oneThatDiesMeanwhileIsNotWaitedFor() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        JvmAttach attach = new JvmAttach(
                jvm.proc(),
                pid -> {
                    try {
                        jvm.delete("stat");
                    } catch (IOException broken) {
                        throw new AssertionError(broken);
                    }
                },
                System::nanoTime);

        long start = System.nanoTime();
        assertThat(attach.threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Sh.PATIENCE.dividedBy(2));
    }

    private SocketChannel call() throws IOException {
        SocketChannel caller = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            caller.configureBlocking(false);
            caller.connect(UnixDomainSocketAddress.of(jvm.socket()));
            return caller;
        } catch (IOException full) {
            caller.close();
            throw full;
        }
    }

    private static void nothingInTime(JvmAttach attach) {
        long start = System.nanoTime();
        assertThat(attach.threadDump(FakeJvm.PID, SHORT)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(5));
    }
}
