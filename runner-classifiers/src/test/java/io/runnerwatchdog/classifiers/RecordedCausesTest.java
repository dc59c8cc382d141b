package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.internal.linux.RecordedProc;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real stalls that were recorded: from what the kernel showed to the cause. */
class RecordedCausesTest {
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(2).toNanos();

    @ParameterizedTest
    @CsvSource({
        "shell-sleep, child_hang",
        "git-ssh-connecting, network",
        "curl-silent-server, network",
        "flock-held-outside, lock",
        "pthread-deadlock, lock",
        "full-pipe, child_hang",
        "pipe-deadlock, child_hang",
        "terminal-read, input_wait",
        "asyncio-socket, network",
        "java-deadlock, lock",
        "fifo-open, io_wait",
        "sqlite-busy, lock",
        "stopped-child, child_hang"
    })
    void theCauseIsFound(String name, String cause) {
        RecordedProc recorded = recording(name);

        assertThat(Verdicts.cause(stall(recorded, true))).contains(RootCause.of(cause));
        assertThat(Verdicts.cause(stall(recorded, false))).as("seen once only").contains(RootCause.of(cause));
    }

    /** The kernel functions are enough where they are of one kind; a full pipe may be any of those that are open. */
    @ParameterizedTest
    @CsvSource({
        "shell-sleep, child_hang",
        "git-ssh-connecting, network",
        "curl-silent-server, network",
        "flock-held-outside, lock",
        "asyncio-socket, network",
        "java-deadlock, lock",
        "fifo-open, io_wait",
        "sqlite-busy, lock",
        "stopped-child, child_hang"
    })
    void withoutSystemCallsTheCauseIsFoundToo(String name, String cause) {
        RecordedProc recorded = recording(name).without(path -> path.endsWith("/syscall") || path.endsWith("/mem"));

        assertThat(Verdicts.cause(stall(recorded, true))).contains(RootCause.of(cause));
    }

    @Test
    void aDeadlockInMemoryIsNearlyCertain() {
        assertThat(Verdicts.of(stall(recording("pthread-deadlock"), true)))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.confidence().value()).isGreaterThan(0.95));
    }

    private static RecordedProc recording(String name) {
        RecordedProc recorded = RecordedProc.of(name);
        // Whoever looks counts as standing above the tree: a recorded stranger must not have our own number.
        assumeThat(recorded.hasOutsider(ProcessHandle.current().pid())).isFalse();
        return recorded;
    }

    /** The same look twice: nothing has moved. */
    private static StallContext stall(RecordedProc recorded, boolean twice) {
        Optional<TreeSnapshot> earlier = twice ? Optional.of(recorded.look(0)) : Optional.empty();
        TreeSnapshot now = recorded.look(BETWEEN_LOOKS);
        return new StallContext(
                Command.of("sh", "-c", "step"),
                StallKind.IDLE,
                Duration.ofSeconds(12),
                earlier,
                now,
                Interlude.NONE,
                RecordedProc.chain(earlier, now),
                OutputTail.EMPTY,
                OutputTail.EMPTY);
    }
}
