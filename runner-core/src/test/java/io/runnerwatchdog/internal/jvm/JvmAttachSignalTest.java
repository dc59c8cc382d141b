package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is signalled, how often, and who is not. */
@Tag("process")
@ExtendWith(NoResidue.class)
class JvmAttachSignalTest extends FakeJvmCase {
    @Test
    void theMarkIsThereWhenTheSignalComes() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        AtomicReference<Boolean> there = new AtomicReference<>();
        JvmAttach attach = new JvmAttach(jvm.proc(), pid -> there.set(Files.exists(jvm.mark())), System::nanoTime);

        nothingInTime(attach);
        assertThat(there).hasValue(true);
    }

    @Test
    void withTooLittleTimeItIsNotSignalled() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Duration.ofMillis(100))).isEmpty();
        assertThat(jvm.attach().threadDump(FakeJvm.PID, Duration.ofSeconds(-1))).isEmpty();
        assertThat(jvm.signals).hasValue(0);
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
}
