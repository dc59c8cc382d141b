package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.fixture.StuckJvm;
import io.runnerwatchdog.internal.linux.StatusParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that are no JVMs, and JVMs of another user or in namespaces of their own. */
@Tag("process")
@ExtendWith(NoResidue.class)
class JvmAttachStrangersTest extends RealJvmCase {
    @Test
    void aProcessThatIsNoJvmIsNeverSignalledAndLivesOn() throws Exception {
        Process shell = start(new ProcessBuilder("sh", "-c", "echo r; read line; exit 7"));
        assertThat(shell.getInputStream().read()).isEqualTo('r');

        assertThat(attach.looksLikeJvm(shell.pid())).isFalse();
        assertThat(attach.threadDump(shell.pid(), SHORT)).isEmpty();

        assertThat(signals).hasValue(0);
        assertThat(Sh.lives(shell.pid())).isTrue();
        assertThat(hasPendingSigquit(shell.pid())).isFalse();
        shell.getOutputStream().close();
        assertThat(shell.waitFor()).isEqualTo(7);
    }

    /** It dies, or, since what a Java 17 starts has SIGQUIT blocked like its own threads, would once it lets that in. */
    @Test
    void onTheSameShellASignalWouldHaveBeenSeen() throws Exception {
        Process shell = start(new ProcessBuilder("sh", "-c", "echo r; read line; exit 7"));
        assertThat(shell.getInputStream().read()).isEqualTo('r');

        quit.accept(shell.pid());

        await().atMost(Sh.PATIENCE).until(() -> !Sh.lives(shell.pid()) || hasPendingSigquit(shell.pid()));
    }

    @Test
    void aNumberOfNobodyGivesNothing() {
        assertThat(attach.threadDump(Integer.MAX_VALUE, SHORT)).isEmpty();
        assertThat(attach.looksLikeJvm(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void aJvmOfAnotherUserAnswersToRoot() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Process jvm = start(wrapped("exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\""));
        assumeThat(jvm.getInputStream().read())
                .as("setpriv is there, and the class path open to all")
                .isEqualTo('r');

        assertThat(dump(jvm.pid()).threads()).isNotEmpty();
    }

    @Test
    void aJvmInNamespacesOfItsOwnIsFoundByTheNumberThatItHasThere() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Process outside = start(wrapped("exec unshare --pid --fork --mount --mount-proc sh -c "
                + "'mount -t tmpfs tmpfs /tmp && exec \"$@\"' sh \"$@\""));
        assumeThat(outside.getInputStream().read())
                .as("namespaces may be made here")
                .isEqualTo('r');
        long jvm = outside.descendants()
                .mapToLong(ProcessHandle::pid)
                .filter(attach::looksLikeJvm)
                .findFirst()
                .orElseThrow();

        assertThat(dump(jvm).threads()).isNotEmpty();
        assertThat(dump(jvm).threads()).isNotEmpty();

        assertThat(signals).hasValue(1);
        assertThat(Path.of("/proc/" + jvm + "/root/tmp/.java_pid1")).exists();
        assertThat(Path.of("/proc/" + jvm + "/root/tmp/.attach_pid1")).doesNotExist();
    }

    /** A JVM that waits for a latch, started by a line of shell that ends in {@code "$@"}. */
    private static ProcessBuilder wrapped(String line) {
        return new ProcessBuilder(
                "sh",
                "-c",
                line,
                "sh",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                StuckJvm.class.getName(),
                "latch");
    }

    private boolean hasPendingSigquit(long pid) {
        String status = proc.text(pid + "/status").orElse("");
        return StatusParser.catches(status.replace("SigCgt:", "").replace("ShdPnd:", "SigCgt:"), 3);
    }
}
