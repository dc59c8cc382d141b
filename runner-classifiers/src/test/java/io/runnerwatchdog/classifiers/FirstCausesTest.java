package io.runnerwatchdog.classifiers;

import static io.runnerwatchdog.fixture.Sh.awaitFile;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs that really hang, from the limit to the cause. */
@Tag("process")
@ExtendWith(NoResidue.class)
class FirstCausesTest {
    @TempDir
    private Path directory;

    private final Watchdog watchdog =
            Watchdog.builder().idleTimeout(Duration.ofMillis(800)).build();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void aPeerThatNeverAnswersIsTheNetwork() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(silent.getLocalPort());
            Diagnosis diagnosis = stall(
                    Command.of("bash", "-c", "bash -c 'exec 3<>/dev/tcp/127.0.0.1/$0; cat <&3; :' \"$0\"; :", port));

            assertThat(diagnosis.rootCause()).isEqualTo(RootCause.NETWORK);
            assertThat(leaf(diagnosis).name()).isEqualTo("cat");
            assertThat(leaf(diagnosis).waitsFor().as(Wait.OnSocket.class))
                    .hasValueSatisfying(on -> assertThat(on.socket().remote()).isEqualTo("127.0.0.1:" + port));
            assertThat(diagnosis.chain().links())
                    .extracting(WaitChain.Link::name)
                    .containsExactly("bash", "bash", "cat");
        }
    }

    @Test
    void aFileLockHeldElsewhereIsALock() throws Exception {
        Path lock = directory.resolve("lock");
        Path held = directory.resolve("held");
        Run holder = watchdog.start(sh("flock \"$1\" sh -c ': > \"$0\"; exec sleep 1000' \"$2\"", lock, held)
                .idleTimeout(Duration.ofMinutes(5))
                .hardTimeout(Duration.ofMinutes(10)));
        awaitFile(held);

        Diagnosis diagnosis = stall(sh("flock \"$1\" true; :", lock));

        assertThat(diagnosis.rootCause()).isEqualTo(RootCause.LOCK);
        assertThat(leaf(diagnosis).waitsFor().as(Wait.OnFileLock.class))
                .hasValueSatisfying(on -> assertThat(on.file()).isEqualTo(lock.toString()));
        holder.cancel();
        Sh.end(holder);
    }

    @Test
    void aChildThatSleepsIsAHangingChild() throws Exception {
        Diagnosis diagnosis = stall(sh("sleep 1000; true"));

        assertThat(diagnosis.rootCause()).isEqualTo(RootCause.CHILD_HANG);
        assertThat(leaf(diagnosis).name()).isEqualTo("sleep");
    }

    @Test
    void aNamedPipeWithoutWriterIsInputAndOutput() throws Exception {
        Path pipe = directory.resolve("pipe");
        Diagnosis diagnosis = stall(sh("mkfifo \"$1\"; cat \"$1\"; :", pipe));

        assertThat(diagnosis.rootCause()).isEqualTo(RootCause.IO_WAIT);
        assertThat(leaf(diagnosis).waitsFor()).isInstanceOf(Wait.OnNamedPipe.class);
    }

    @Test
    void aProcessThatWasStoppedIsAHangingChild() throws Exception {
        Diagnosis diagnosis = stall(sh("sh -c 'kill -STOP $$'; :"));

        assertThat(diagnosis.rootCause()).isEqualTo(RootCause.CHILD_HANG);
        assertThat(leaf(diagnosis).waitsFor()).isEqualTo(new Wait.Halted(Wait.Halted.Kind.STOPPED, Optional.empty()));
    }

    @Test
    void anEndlessLoopIsBusyAndNotStarved() throws Exception {
        Diagnosis diagnosis = stall(sh("while :; do :; done"));

        assertThat(diagnosis.rootCause()).isIn(RootCause.BUSY, RootCause.CPU_STARVE);
    }

    @Test
    void whatTheToolSaidLastIsHeard() throws Exception {
        Diagnosis diagnosis = stall(sh("echo 'Blocking waiting for file lock on package cache' >&2; exec sleep 1000"));

        assertThat(diagnosis.rootCause()).isEqualTo(RootCause.LOCK);
    }

    private Diagnosis stall(Command command) throws InterruptedException {
        RunResult result = watchdog.run(command);
        assertThat(result.stalled()).isTrue();
        return result.diagnosis();
    }

    private static WaitChain.Link leaf(Diagnosis diagnosis) {
        return diagnosis.chain().leaf().orElseThrow();
    }
}
