package io.runnerwatchdog.evidence;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.Judgement;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.Membership;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.Signal;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Events of one made-up run. */
final class Events {
    static final Instant AT = Instant.parse("2026-11-23T10:15:30.250Z");
    static final RunId RUN_ID = new RunId("00112233445566778899aabbccddeeff");
    static final OutputTail OUT = tail("cloning\n");
    static final OutputTail ERR = tail("slow \"peer\"\n");

    private Events() {}

    static RunInfo run(String command) {
        return new RunInfo(RUN_ID, 1, command, "build", "ci", OptionalLong.of(12), "box");
    }

    static RunInfo run() {
        return run("git fetch");
    }

    static RunInfo unborn() {
        return new RunInfo(RUN_ID, 1, "git fetch", "build", "ci", OptionalLong.empty(), "box");
    }

    static OutputTail tail(String text) {
        return new OutputTail(text, text.length());
    }

    static WaitChain chain() {
        return new WaitChain(List.of(
                link(12, "sh", new Wait.OnChild("wait4", OptionalLong.of(13))),
                link(13, "git", new Wait.OnPipe("read", 5, "pipe:[77]", false, List.of(), false))));
    }

    static WaitChain.Link link(long pid, String name, Wait wait) {
        return new WaitChain.Link(
                new ProcessIdentity(pid, 1), name, List.of(name), pid, wait, WaitChain.Edge.CHILD, Optional.empty());
    }

    static Diagnosis diagnosis() {
        Verdict verdict = Verdict.of(RootCause.NETWORK, 0.9).because(Because.fact("git[13] waits for a peer"));
        return new Diagnosis(
                "git fetch: stalled after 12 s, network",
                RootCause.NETWORK,
                Confidence.of(0.9),
                chain(),
                List.of(new Judgement("io.runnerwatchdog.wait-chain", verdict)));
    }

    static RunEvent.Stalled stalled(RunInfo run, StallKind kind, Diagnosis diagnosis, OutputTail out, OutputTail err) {
        return new RunEvent.Stalled(
                run,
                AT,
                kind,
                Duration.ofSeconds(12),
                Duration.ofMillis(12_004),
                diagnosis,
                Duration.ofMillis(35),
                out,
                err);
    }

    static RunEvent.Stalled stalled(StallKind kind) {
        return stalled(run(), kind, diagnosis(), OUT, ERR);
    }

    static StoppedProcess stopped(long pid, boolean killed, Optional<Duration> diedAfter) {
        List<Sent> signals = new ArrayList<>(List.of(new Sent(Signal.TERM, Duration.ZERO)));
        if (killed) {
            signals.add(new Sent(Signal.KILL, Duration.ofMillis(4_000)));
        }
        return new StoppedProcess(
                new ProcessIdentity(pid, 0),
                "git",
                "git fetch --quiet",
                Membership.DESCENDANT,
                signals,
                diedAfter,
                killed && diedAfter.isEmpty());
    }

    static RunEvent.Stopped stopped(OptionalInt code, StoppedProcess... processes) {
        StopReceipt receipt = new StopReceipt(List.of(processes), Duration.ofMillis(120), Duration.ofMillis(150));
        return new RunEvent.Stopped(
                run(), AT, StopReason.IDLE_TIMEOUT, code, receipt, Duration.ofMillis(12_300), OUT, ERR);
    }

    static RunEvent.Exited exited(int code) {
        return exited(run(), code);
    }

    static RunEvent.Exited exited(RunInfo run, int code) {
        return new RunEvent.Exited(run, AT, code, Duration.ofMillis(1_500), Duration.ofMillis(700));
    }

    static RunEvent.Ended ended() {
        return new RunEvent.Ended(run(), AT, Duration.ofMillis(1_500));
    }

    static RunEvent.NotStarted notStarted(StartFailure failure) {
        return new RunEvent.NotStarted(unborn(), AT, new Termination.NotStarted(failure, "no such program: git"));
    }

    static RunEvent.Skipped skipped() {
        Instant until = Instant.parse("2026-11-23T11:00:00.900Z");
        return new RunEvent.Skipped(unborn(), AT, new Termination.Skipped("3 stalls in 10 minutes", until));
    }

    static RunEvent.Blocked blocked() {
        return new RunEvent.Blocked(unborn(), AT, new Termination.Blocked("matches \"rm -rf\""));
    }

    static RunEvent.Slow slow() {
        return new RunEvent.Slow(run(), AT, Duration.ofSeconds(8));
    }

    /** One of each that leaves a line. */
    static RunEvent inShadow() {
        RunInfo run = new RunInfo(RUN_ID, 2, "git fetch", "build", "ci", OptionalLong.of(12), "box", true);
        return new RunEvent.Exited(run, AT, 0, Duration.ofMillis(1_500), Duration.ofMillis(700));
    }

    /** Its line, with its own time. */
    static Optional<byte[]> line(LineFormat format, RunEvent event) {
        return format.format(event, event.at());
    }

    static List<RunEvent> all() {
        return List.of(
                stalled(StallKind.IDLE),
                stalled(StallKind.HARD),
                slow(),
                stopped(OptionalInt.of(143), stopped(13, false, Optional.of(Duration.ofMillis(5)))),
                stopped(OptionalInt.empty(), stopped(14, true, Optional.empty())),
                exited(0),
                exited(3),
                ended(),
                inShadow(),
                notStarted(StartFailure.COMMAND_NOT_FOUND),
                skipped(),
                blocked());
    }
}
