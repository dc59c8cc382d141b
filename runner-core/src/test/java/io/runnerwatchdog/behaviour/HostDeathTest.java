package io.runnerwatchdog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.fixture.HostProcess;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.internal.guard.Guardian;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The host dies, in whatever way: what its runs have started goes too. */
@Tag("process")
@ExtendWith(NoResidue.class)
class HostDeathTest {
    private static final int RUNS = 5;
    private static final int PROCESSES = 3 * RUNS;

    /** Whoever else is on this machine. */
    private final Set<Long> before =
            ProcessHandle.allProcesses().map(ProcessHandle::pid).collect(Collectors.toSet());

    @TempDir
    private Path directory;

    @Test
    void whatAKilledHostLeavesIsGoneWithinASecondOrSo() throws Exception {
        Process host = hostWithRuns(true);

        host.destroyForcibly().waitFor();

        // A second is what it takes at most; a busy machine gets more here, since nothing is measured.
        await().atMost(Duration.ofSeconds(20)).until(() -> withCookie().isEmpty());
        await().until(() -> guardians().isEmpty());
    }

    @Test
    void withoutAGuardianItLivesOnUntilTheNextHostOfTheSamePlaceClearsUp() throws Exception {
        Process host = hostWithRuns(false);
        host.destroyForcibly().waitFor();
        assertThat(withCookie()).hasSize(PROCESSES);

        try (Watchdog elsewhere = Watchdog.builder()
                .listener(EvidenceLog.in(directory.resolve("elsewhere")))
                .build()) {
            assertThat(elsewhere.run(Sh.sh(":")).succeeded()).isTrue();
        }
        assertThat(withCookie()).as("another place is another team's").hasSize(PROCESSES);

        try (Watchdog next =
                Watchdog.builder().listener(EvidenceLog.in(directory)).build()) {
            assertThat(next.run(Sh.sh(":")).succeeded()).isTrue();
        }
        assertThat(withCookie()).isEmpty();
    }

    @Test
    void aHostThatLivesIsNotClearedUpAfter() throws Exception {
        Process host = hostWithRuns(true);

        try (Watchdog second =
                Watchdog.builder().listener(EvidenceLog.in(directory)).build()) {
            assertThat(second.run(Sh.sh(":")).succeeded()).isTrue();
        }

        assertThat(withCookie()).hasSize(PROCESSES);
        host.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(20)).until(() -> withCookie().isEmpty());
    }

    @Test
    void aHostThatEndsWithoutClosingStopsItsRunsFirst() throws Exception {
        Process host = hostWithRuns(false);

        host.getOutputStream().close();

        assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(host.exitValue()).isZero();
        assertThat(withCookie()).isEmpty();
    }

    @Test
    void aGuardianThatSomebodyKillsIsReplaced() throws Exception {
        Process host = hostWithRuns(true);
        await().until(() -> guardians().size() == 1);
        long first = guardians().get(0);
        ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        await().until(() -> guardians().size() == 1 && !guardians().contains(first));
        assertThat(withCookie()).as("a dead guardian harms no run").hasSize(PROCESSES);

        host.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20)).until(() -> withCookie().isEmpty());
    }

    @Test
    void theSignalsOfATerminalDoNotReachTheGuardian() throws Exception {
        Process host = hostWithRuns(true);
        await().until(() -> guardians().size() == 1);
        long guardian = guardians().get(0);

        for (String signal : List.of("INT", "QUIT", "HUP", "TERM")) {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + guardian)
                    .start()
                    .waitFor();
        }
        host.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20)).until(() -> withCookie().isEmpty());
        await().until(() -> !Sh.lives(guardian));
    }

    private Process hostWithRuns(boolean guarded) throws Exception {
        Process host = HostProcess.start(directory, RUNS, guarded);
        HostProcess.awaitReady(host);
        // A run says that it has begun before its last process is there, and who is becoming another program has no
        // cookie.
        await().atMost(Sh.PATIENCE).until(() -> withCookie().size() == PROCESSES);
        return host;
    }

    /** Living processes that carry a cookie, wherever they are. */
    private List<Long> withCookie() {
        return newcomers("environ", "RUNNER_WATCHDOG_");
    }

    private List<Long> guardians() {
        return newcomers("cmdline", Guardian.NAME);
    }

    private List<Long> newcomers(String file, String text) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> !before.contains(pid))
                .filter(pid -> read(pid, file).filter(all -> all.contains(text)).isPresent())
                .filter(Sh::lives)
                .toList();
    }

    private static Optional<String> read(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
