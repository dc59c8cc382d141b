package io.runnerwatchdog.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.ContainedBy;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** Which ends fail a build, in which words. */
class StepEndTest {
    private static final StepEnd END =
            new StepEnd(Set.of(0, 3), Redactor.standard(), Path.of("/evidence/stall-events.jsonl"));
    private static final ProcessIdentity SLEEP = new ProcessIdentity(13, 2);

    private static RunResult result(Termination end, Diagnosis diagnosis, StopReceipt stop) {
        return new RunResult(
                new RunId("0".repeat(32)),
                Command.of("make"),
                OptionalLong.of(12),
                end,
                Duration.ofSeconds(3),
                Duration.ZERO,
                OutputTail.EMPTY,
                OutputTail.EMPTY,
                diagnosis,
                stop,
                ContainedBy.TRACES,
                List.of(),
                0,
                2,
                List.of(),
                Optional.empty());
    }

    private static RunResult ended(Termination end, String summary) {
        return result(end, Diagnosis.of(summary), StopReceipt.NONE);
    }

    private static RunResult stalled() {
        WaitChain chain = new WaitChain(List.of(
                link(
                        new ProcessIdentity(12, 1),
                        "sh",
                        new Wait.OnChild("wait4", OptionalLong.of(13)),
                        WaitChain.Edge.FIRST),
                link(SLEEP, "sl\u001beep", new Wait.OnTimer("nanosleep"), WaitChain.Edge.CHILD)));
        Diagnosis diagnosis = new Diagnosis(
                "make: stalled with --password hunter22", RootCause.CHILD_HANG, Confidence.of(0.9), chain, List.of());
        StopReceipt receipt = new StopReceipt(
                List.of(new StopReceipt.StoppedProcess(
                        SLEEP,
                        "sleep",
                        "sleep 9",
                        StopReceipt.Membership.DESCENDANT,
                        List.of(),
                        Optional.empty(),
                        true)),
                Duration.ZERO,
                Duration.ZERO);
        return result(new Termination.Stopped(StopReason.IDLE_TIMEOUT, OptionalInt.empty()), diagnosis, receipt);
    }

    private static WaitChain.Link link(ProcessIdentity process, String name, Wait wait, WaitChain.Edge via) {
        return new WaitChain.Link(process, name, List.of(), process.pid(), wait, via, Optional.empty());
    }

    @Test
    void theCodesThatAreNoFailureLetTheBuildPass() {
        assertThatCode(() -> END.check(ended(new Termination.Exited(0), "make: exited with code 0")))
                .doesNotThrowAnyException();
        assertThatCode(() -> END.check(ended(new Termination.Exited(3), "make: exited with code 3")))
                .doesNotThrowAnyException();
    }

    @Test
    void anyOtherCodeFailsTheBuild() {
        assertThatThrownBy(() -> END.check(ended(new Termination.Exited(1), "make: exited with code 1")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("make: exited with code 1");
    }

    @Test
    void aCommandThatCannotBeStartedIsAnErrorOfTheBuild() {
        Termination absent = new Termination.NotStarted(StartFailure.COMMAND_NOT_FOUND, "no such command");
        assertThatThrownBy(() -> END.check(ended(absent, "make: could not be started")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("make: could not be started");
    }

    @Test
    void aStopThatIsNoStallFailsTheBuildInOneLine() {
        Termination cancelled = new Termination.Stopped(StopReason.CLOSED, OptionalInt.of(0));
        assertThatThrownBy(() -> END.check(ended(cancelled, "make: stopped")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("make: stopped");
    }

    @Test
    void aStallFailsTheBuildWithTheWholeDiagnosis() {
        assertThatThrownBy(() -> END.check(stalled()))
                .isInstanceOf(MojoFailureException.class)
                .satisfies(failure -> assertThat(failure.getMessage().lines())
                        .satisfiesExactly(
                                line -> assertThat(line)
                                        .startsWith("make: stalled with --password ")
                                        .doesNotContain("hunter22"),
                                line -> assertThat(line).isEqualTo("  sh[12] waits for sl?eep[13]"),
                                line -> assertThat(line).startsWith("  └─ sl?eep[13] "),
                                line -> assertThat(line)
                                        .isEqualTo("root cause child_hang, confidence 0.90, attempt 2;"
                                                + " evidence: /evidence/stall-events.jsonl"),
                                line -> assertThat(line).isEqualTo("could not be stopped: sleep[13]")));
    }
}
