package io.runnerwatchdog.internal.skip;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that share a directory, and are killed at any moment. */
@Tag("process")
@ExtendWith(NoResidue.class)
@Timeout(120)
class SkipProcessesTest {
    @TempDir
    Path temp;

    private final List<Process> started = new ArrayList<>();
    private final List<SkipTrouble> troubles = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (Process process : started) {
            kill(process);
            process.getInputStream().close();
            process.getOutputStream().close();
        }
    }

    private Process start(int count, String... prefix) throws Exception {
        List<String> command = new ArrayList<>(Arrays.asList(prefix));
        command.addAll(JavaProgram.argv(StallingProcess.class, JavaProgram.SHORT_LIVED, temp, count));
        Process process = JavaProgram.start(command);
        started.add(process);
        assertThat(process.getInputStream().read()).isEqualTo('r');
        return process;
    }

    private static void go(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Through its handle: the process itself would close what it has printed before we have read it. */
    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    private SkipFile file() {
        return new SkipFile(temp, StallingProcess.RULES, InstantSource.system(), troubles::add);
    }

    private int counted() throws SkipStateException {
        Breaker known = file().look(StallingProcess.KIND);
        return known instanceof Breaker.Open open ? open.series().stalls() : 0;
    }

    @Test
    void whatSeveralHostsCountAddsUp() throws Exception {
        int each = 100;
        for (int i = 0; i < 3; i++) {
            start(each);
        }
        for (Process host : started) {
            go(host);
        }
        for (Process host : started) {
            assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said(host)).isEqualTo(".".repeat(2 * each));
        }
        assertThat(counted()).isEqualTo(3 * 2 * each);
        assertThat(troubles).isEmpty();
    }

    @Test
    void aHostThatIsKilledAtAnyMomentLosesNothingAndBreaksNothing() throws Exception {
        Random moments = new Random();
        Process survivor = start(Integer.MAX_VALUE);
        go(survivor);
        int told = 0;
        int killed = 0;
        while (killed < 6) {
            Process victim = start(Integer.MAX_VALUE);
            go(victim);
            // Its first stall is there; how many more fit in is left to chance.
            told += victim.getInputStream().readNBytes(1).length;
            int more = moments.nextInt(60);
            told += victim.getInputStream().readNBytes(more).length;
            assertThat(counted()).isPositive();
            kill(victim);
            killed++;
            told += said(victim).length();
            assertThat(counted()).isPositive();
        }
        kill(survivor);
        killed++;
        told += said(survivor).length();

        // Each of the two threads of one that was killed may have written what it could not tell any more.
        assertThat(counted()).isBetween(told, told + 2 * killed);
        assertThat(troubles).isEmpty();
        // Nor does a dead host keep the lock.
        file().change(StallingProcess.KIND, (known, now) -> SkipRules.Step.run(known));
    }

    /** A limit on the size of files stands for a full disk, for root as well. */
    @Test
    void onAFullDiskTheOldStateStays() throws Exception {
        Process before = start(1);
        go(before);
        assertThat(before.waitFor(60, TimeUnit.SECONDS)).isTrue();
        byte[] state = Files.readAllBytes(temp.resolve(SkipFile.FILE_NAME));

        Process full = start(1, "/bin/sh", "-c", "ulimit -f 0 && exec \"$@\" 2>&1", "sh");
        go(full);
        assertThat(full.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(said(full)).contains("auto-skip.state cannot be written").contains("!");
        assertThat(temp.resolve(SkipFile.FILE_NAME)).hasBinaryContent(state);
        assertThat(temp.resolve(SkipFile.NEXT_NAME)).doesNotExist();
    }

    /** What it has said and nobody has read yet. */
    private static String said(Process process) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = process.getInputStream()) {
            in.transferTo(all);
        }
        return all.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void aLockThatAnotherProcessHoldsIsNotWaitedForForLong() throws Exception {
        StateLock lock = new StateLock(temp.resolve(SkipFile.LOCK_NAME));
        String holder = lock.holding(() -> {
            try {
                Process other = start(1);
                go(other);
                // It gives up and tries again, for as long as we hold the lock.
                boolean ended = other.waitFor(1, TimeUnit.SECONDS);
                return ended ? "ended" : "waits";
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(holder).isEqualTo("waits");
        assertThat(said(started.get(0))).isEqualTo("..");
        assertThat(started.get(0).waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aChildThatIsStartedUnderTheLockDoesNotGetIt() throws Exception {
        StateLock lock = new StateLock(temp.resolve(SkipFile.LOCK_NAME));
        String descriptors = lock.holding(() -> {
            try {
                Process child = new ProcessBuilder("ls", "-l", "/proc/self/fd").start();
                started.add(child);
                return said(child);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(descriptors).contains("/proc/").doesNotContain(SkipFile.LOCK_NAME);
    }
}
