package io.runnerwatchdog.metrics;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Events of one run of a step, made by hand. */
record Happenings(RunInfo run) {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    static Happenings of(int number, String type, String environment) {
        return of(number, type, environment, "builder-1");
    }

    static Happenings of(int number, String type, String environment, String host) {
        RunId id = new RunId(String.format(Locale.ROOT, "%032x", number));
        return new Happenings(new RunInfo(id, 1, "make all", type, environment, OptionalLong.of(7), host));
    }

    /** The same run, whose stalls are only told. */
    Happenings inShadow() {
        return new Happenings(new RunInfo(
                run.runId(),
                run.attempt(),
                run.command(),
                run.commandType(),
                run.environment(),
                run.pid(),
                run.host(),
                true));
    }

    RunEvent started() {
        return new RunEvent.Started(run, AT);
    }

    RunEvent slow() {
        return new RunEvent.Slow(run, AT, Duration.ofSeconds(5));
    }

    RunEvent ended(Duration took) {
        return new RunEvent.Ended(run, AT, took);
    }

    RunEvent exited(int code, Duration took) {
        return new RunEvent.Exited(run, AT, code, took, Duration.ZERO);
    }

    RunEvent stalled(StallKind kind, RootCause cause, Duration diagnosisTook) {
        Diagnosis diagnosis = new Diagnosis("make: stalled", cause, Confidence.of(0.9), WaitChain.EMPTY, List.of());
        return new RunEvent.Stalled(
                run,
                AT,
                kind,
                Duration.ofSeconds(12),
                Duration.ofSeconds(12),
                diagnosis,
                diagnosisTook,
                OutputTail.EMPTY,
                OutputTail.EMPTY);
    }

    RunEvent stopped(StopReason reason, Duration took, Duration stopTook, int survivors) {
        List<StopReceipt.StoppedProcess> processes = new ArrayList<>();
        for (int i = 0; i < survivors; i++) {
            processes.add(new StopReceipt.StoppedProcess(
                    new ProcessIdentity(100 + i, 1),
                    "stuck",
                    "stuck --for ever",
                    StopReceipt.Membership.DESCENDANT,
                    List.of(new StopReceipt.Sent(StopReceipt.Signal.KILL, Duration.ZERO)),
                    Optional.empty(),
                    true));
        }
        return new RunEvent.Stopped(
                run,
                AT,
                reason,
                OptionalInt.of(143),
                new StopReceipt(processes, Duration.ZERO, stopTook),
                took,
                OutputTail.EMPTY,
                OutputTail.EMPTY);
    }

    RunEvent notStarted() {
        return notStarted(StartFailure.COMMAND_NOT_FOUND);
    }

    RunEvent notStarted(StartFailure why) {
        return new RunEvent.NotStarted(run, AT, new Termination.NotStarted(why, "not started: make"));
    }

    RunEvent blocked() {
        return new RunEvent.Blocked(run, AT, new Termination.Blocked("not allowed"));
    }

    RunEvent skipped() {
        return new RunEvent.Skipped(run, AT, new Termination.Skipped("too many stalls", AT));
    }

    RunEvent foreignFailed(RunEvent.ForeignFailed.Part part, String name) {
        return new RunEvent.ForeignFailed(run, AT, part, name, "threw");
    }
}
