package io.runnerwatchdog.internal.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.LeakedPipe;
import io.runnerwatchdog.run.StopReceipt.Membership;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.Signal;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import io.runnerwatchdog.run.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the log says of processes that were not stopped. */
class StopWordsTest {
    private static final List<Sent> BOTH =
            List.of(new Sent(Signal.TERM, Duration.ZERO), new Sent(Signal.KILL, Duration.ofSeconds(4)));

    @Test
    void aSurvivorIsNamedByItsNumberAndCommand() {
        assertThat(StopWords.survivor(process("sleep", "sleep 1000", BOTH, false)))
                .isEqualTo("sleep[4711] (sleep 1000) survived SIGTERM and SIGKILL");
    }

    @Test
    void whyNoSignalReachedItIsSaid() {
        assertThat(StopWords.survivor(process("cp", "", BOTH, true)))
                .isEqualTo("cp[4711] survived SIGTERM and SIGKILL;"
                        + " it waits in the kernel, where no signal reaches it");
    }

    @Test
    void whoWasFoundTooLateForASignalIsNamedToo() {
        assertThat(StopWords.survivors(
                        List.of(process("a", "a 1", List.of(), false), process("b", "b 2", BOTH, false))))
                .isEqualTo("a[4711] (a 1) survived and was sent no signal, b[4711] (b 2) survived SIGTERM and SIGKILL");
    }

    @Test
    void aCommandCannotBeginALineOfTheLog() {
        assertThat(StopWords.survivor(process("a\nb", "a\n2026 ERROR all is lost\u001b[2J\u202e", BOTH, false)))
                .isEqualTo("a?b[4711] (a?2026 ERROR all is lost?[2J?) survived SIGTERM and SIGKILL");
    }

    @Test
    void whoHoldsAnOutputIsNamedByItsNumber() {
        ProcessIdentity one = new ProcessIdentity(5, 100);
        ProcessIdentity other = new ProcessIdentity(7, 100);

        assertThat(StopWords.leaks(List.of(
                        new LeakedPipe(Stream.STDOUT, List.of(one, other)), new LeakedPipe(Stream.STDERR, List.of()))))
                .isEqualTo("stdout by process 5 and 7, stderr by somebody who could not be found");
    }

    private static StoppedProcess process(String name, String command, List<Sent> signals, boolean unkillable) {
        return new StoppedProcess(
                new ProcessIdentity(4711, 100),
                name,
                command,
                Membership.DESCENDANT,
                signals,
                Optional.empty(),
                unkillable);
    }
}
