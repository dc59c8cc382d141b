package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.fixture.StuckJvm;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.stop.KillCommand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real JVMs that hang in several ways, and processes that are none. */
@Tag("process")
@ExtendWith(NoResidue.class)
class JvmAttachProcessesTest {
    private static final Path TEMPORARY = Path.of("/tmp");
    private static final Duration SHORT = Duration.ofMillis(600);

    private final List<Process> started = new ArrayList<>();
    private final AtomicInteger signals = new AtomicInteger();
    private final LongConsumer quit = pid -> {
        signals.incrementAndGet();
        new KillCommand().quit(pid);
    };
    private final ProcFs proc = ProcFs.ofThisMachine().orElseThrow();
    private final JvmAttach attach = new JvmAttach(proc, quit, System::nanoTime);
    private List<String> marksBefore;

    @BeforeEach
    void remember() throws IOException {
        marksBefore = marks();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
            process.waitFor();
            // A JVM that is killed cannot clear up itself.
            Files.deleteIfExists(socket(process.pid()));
        }
        assertThat(marks()).isEqualTo(marksBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitors", "locks"})
    void aDeadlockedJvmGivesTheCycle(String how) throws Exception {
        Process jvm = stuck(how);

        ThreadDump dump = dump(jvm.pid());

        assertThat(attach.looksLikeJvm(jvm.pid())).isTrue();
        assertThat(dump.deadlocks()).singleElement().satisfies(deadlock -> {
            assertThat(deadlock.cycle()).hasSize(2);
            assertThat(deadlock.names()).contains("left hand");
        });
        JavaThread left = Dumps.thread(dump, "left hand");
        assertThat(dump.ownerOf(left.waitsFor().orElseThrow()))
                .hasValueSatisfying(right ->
                        assertThat(dump.ownerOf(right.waitsFor().orElseThrow())).contains(left));
    }

    @Test
    void aJvmThatOnlyWaitsGivesNoCycle() throws Exception {
        assertThat(dump(stuck("latch").pid()).deadlocks()).isEmpty();
    }

    @Test
    void theNumbersOfTheThreadsAreTheKernels() throws Exception {
        Process jvm = stuck("sleep");
        JavaThread main = Dumps.thread(dump(jvm.pid()), "main");

        assertThat(Files.readString(
                        Path.of("/proc/" + jvm.pid() + "/task/" + main.tid().orElseThrow() + "/comm")))
                .startsWith("java");
        assertThat(main.tid().getAsLong())
                .as("the first one only waits for main")
                .isNotEqualTo(jvm.pid());
    }

    @Test
    void twentyDumpsLeaveNoDescriptorAndPrintNothingAndSignalOnce() throws Exception {
        Process jvm = stuck("socket");
        dump(jvm.pid());
        int before = descriptors(ProcessHandle.current().pid());
        int beforeOfIt = descriptors(jvm.pid());

        for (int i = 0; i < 20; i++) {
            dump(jvm.pid());
        }

        // Class loading may have opened one or the other; twenty sockets or selectors would be seen.
        await().atMost(Sh.PATIENCE)
                .untilAsserted(() ->
                        assertThat(descriptors(ProcessHandle.current().pid())).isLessThan(before + 10));
        await().atMost(Sh.PATIENCE)
                .untilAsserted(() -> assertThat(descriptors(jvm.pid())).isLessThanOrEqualTo(beforeOfIt + 1));
        assertThat(jvm.getInputStream().available()).isZero();
        assertThat(signals).hasValue(1);
    }

    @Test
    void aStoppedJvmGivesNothingAndGoesOnAfterwardsAsIfNothingHadBeen() throws Exception {
        Process jvm = stuck("latch");
        kill("STOP", jvm.pid());
        await().atMost(Sh.PATIENCE)
                .until(() -> proc.process(jvm.pid()).orElseThrow().state().letter() == 'T');

        nothingInTime(jvm.pid());

        assertThat(signals).hasValue(0);
        kill("CONT", jvm.pid());
        await().atMost(Sh.PATIENCE)
                .until(() -> proc.process(jvm.pid()).orElseThrow().state().letter() == 'S');
        assertThat(Dumps.thread(dump(jvm.pid()), "main").state()).isEqualTo("WAITING (parking)");
        assertThat(jvm.getInputStream().available()).isZero();
    }

    @Test
    void aJvmThatIsToldNotToAnswerGivesNothingAndPrintsNothing() throws Exception {
        Process jvm = stuck("latch", "-XX:+DisableAttachMechanism");

        nothingInTime(jvm.pid());

        assertThat(signals).hasValue(0);
        assertThat(jvm.isAlive()).isTrue();
        assertThat(jvm.getInputStream().available()).isZero();
    }

    @Test
    void aJvmThatTakesNoSignalsIsAskedWithout() throws Exception {
        Process jvm = stuck("latch", "-Xrs");

        assertThat(attach.looksLikeJvm(jvm.pid())).isTrue();
        assertThat(dump(jvm.pid()).threads()).isNotEmpty();
        assertThat(signals).hasValue(0);
    }

    @Test
    void aJvmWhoseSocketWasClearedAwayOpensAnother() throws Exception {
        Process jvm = stuck("latch");
        dump(jvm.pid());
        Files.delete(socket(jvm.pid()));

        assertThat(dump(jvm.pid()).threads()).isNotEmpty();
        assertThat(signals).hasValue(2);
        assertThat(jvm.getInputStream().available()).isZero();
    }

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

    private Process stuck(String how, String... options) throws IOException {
        Process jvm = StuckJvm.start(how, options);
        started.add(jvm);
        StuckJvm.awaitReady(jvm);
        return jvm;
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private ThreadDump dump(long pid) {
        return ThreadDumpParser.parse(attach.threadDump(pid, Sh.PATIENCE).orElseThrow());
    }

    private void nothingInTime(long pid) {
        long start = System.nanoTime();
        assertThat(attach.threadDump(pid, SHORT)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusSeconds(5));
    }

    private static void kill(String signal, long pid) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    }

    private boolean hasPendingSigquit(long pid) {
        String status = proc.text(pid + "/status").orElse("");
        return StatusParser.catches(status.replace("SigCgt:", "").replace("ShdPnd:", "SigCgt:"), 3);
    }

    private static Path socket(long pid) {
        return TEMPORARY.resolve(".java_pid" + pid);
    }

    private static List<String> marks() throws IOException {
        return names(TEMPORARY, ".attach_pid*");
    }

    private static int descriptors(long pid) throws IOException {
        return names(Path.of("/proc/" + pid + "/fd"), "*").size();
    }

    private static List<String> names(Path directory, String glob) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
