package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.runnerwatchdog.classifiers.testkit.StallBuilder;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.internal.linux.RecordedProc;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A real stall of which what the kernel showed was recorded.
 *
 * @param cause the truth about it
 */
record RecordedCase(String name, RootCause cause) {
    static final List<RecordedCase> ALL = List.of(
            new RecordedCase("asyncio-socket", RootCause.NETWORK),
            new RecordedCase("curl-silent-server", RootCause.NETWORK),
            new RecordedCase("fifo-open", RootCause.IO_WAIT),
            new RecordedCase("flock-held-outside", RootCause.LOCK),
            new RecordedCase("full-pipe", RootCause.CHILD_HANG),
            new RecordedCase("git-ssh-connecting", RootCause.NETWORK),
            new RecordedCase("java-deadlock", RootCause.LOCK),
            new RecordedCase("pipe-deadlock", RootCause.CHILD_HANG),
            new RecordedCase("pthread-deadlock", RootCause.LOCK),
            new RecordedCase("shell-sleep", RootCause.CHILD_HANG),
            new RecordedCase("sqlite-busy", RootCause.LOCK),
            new RecordedCase("stopped-child", RootCause.CHILD_HANG),
            new RecordedCase("terminal-read", RootCause.INPUT_WAIT));

    private static final long BETWEEN_LOOKS = Duration.ofSeconds(2).toNanos();

    RecordedProc recording() {
        RecordedProc recorded = RecordedProc.of(name);
        // Whoever looks counts as standing above the tree: a recorded stranger must not have our own number.
        assumeThat(recorded.hasOutsider(ProcessHandle.current().pid())).isFalse();
        return recorded;
    }

    /** The same look twice: nothing has moved. */
    static StallContext seenTwice(RecordedProc recorded) {
        return stall(Optional.of(recorded.look(0)), recorded);
    }

    static StallContext seenOnce(RecordedProc recorded) {
        return stall(Optional.empty(), recorded);
    }

    private static StallContext stall(Optional<TreeSnapshot> earlier, RecordedProc recorded) {
        TreeSnapshot now = recorded.look(BETWEEN_LOOKS);
        StallBuilder stall = StallBuilder.of("sh", "-c", "step").now(now).chain(RecordedProc.chain(earlier, now));
        return earlier.map(stall::earlier).orElse(stall).build();
    }
}
