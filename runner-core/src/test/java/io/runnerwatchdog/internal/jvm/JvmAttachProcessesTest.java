package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real JVMs that hang in several ways. */
@Tag("process")
@ExtendWith(NoResidue.class)
class JvmAttachProcessesTest extends RealJvmCase {
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

    private void nothingInTime(long pid) {
        long start = System.nanoTime();
        assertThat(attach.threadDump(pid, SHORT)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusSeconds(5));
    }

    private static void kill(String signal, long pid) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    }

    private static int descriptors(long pid) throws IOException {
        return names(Path.of("/proc/" + pid + "/fd"), "*").size();
    }
}
