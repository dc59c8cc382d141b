package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.diagnose.Summary;
import io.runnerwatchdog.internal.output.OutputWatch;
import io.runnerwatchdog.internal.output.RunOutput;
import io.runnerwatchdog.internal.process.Launch;
import io.runnerwatchdog.internal.process.LaunchPlan;
import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.stop.Family;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Turns a command into a run: one that lives, or one that ended before it began. Thread-safe. */
final class Starter {
    /** What came of a start: one of the two is there. */
    record Begun(Optional<ActiveRun> active, Optional<EndedRun> ended) {}

    private final Workshop shop;
    private final SecureRandom random;
    private final Consumer<ActiveRun> onEnd;

    Starter(Workshop shop, SecureRandom random, Consumer<ActiveRun> onEnd) {
        this.shop = shop;
        this.random = random;
        this.onEnd = onEnd;
    }

    Begun start(Command command) {
        Limits limits = shop.config().limitsFor(command, shop.base());
        RunId id = RunId.random(random);
        Optional<String> refusal = shop.config().refusal(command);
        if (refusal.isPresent()) {
            Termination.Blocked why = new Termination.Blocked(refusal.get());
            RunInfo info = info(id, command, OptionalLong.empty());
            shop.announcer().tell(new RunEvent.Blocked(info, shop.wallClock().instant(), why));
            return ended(info, command, why);
        }
        return launch(id, command, limits);
    }

    private Begun launch(RunId id, Command command, Limits limits) {
        Watch watch = new Watch();
        RunOutput output = shop.outputRoom().open(command, watch);
        Supervision supervision =
                new Supervision(limits, command.liveness(), shop.clock().now());
        watch.supervision = supervision;
        Launch launch = shop.launcher()
                .start(new LaunchPlan(
                        command,
                        shop.cookie().name(id),
                        shop.cookie().value(),
                        output.stdinEnd(),
                        output.stdoutEnd(),
                        output.stderrEnd()));
        if (launch instanceof Launch.Failed failed) {
            output.abandon();
            RunInfo info = info(id, command, OptionalLong.empty());
            shop.announcer().tell(new RunEvent.NotStarted(info, shop.wallClock().instant(), failed.why()));
            return ended(info, command, failed.why());
        }
        StartedChild child = ((Launch.Started) launch).child();
        output.started(child);
        RunInfo info = info(id, command, OptionalLong.of(child.pid()));
        watch.info = info;
        Family family = new Family(shop.census(), shop.cookie().name(id), child.handle());
        shop.announcer().tell(new RunEvent.Started(info, shop.wallClock().instant()));
        return new Begun(
                Optional.of(new ActiveRun(
                        shop, info, command, limits, child, output, supervision, new Tree(family, shop.eyes()), onEnd)),
                Optional.empty());
    }

    private RunInfo info(RunId id, Command command, OptionalLong pid) {
        return new RunInfo(id, 1, command.display(), command.type(), command.environment(), pid, shop.host());
    }

    private static Begun ended(RunInfo info, Command command, Termination why) {
        RunResult result = new RunResult(
                info.runId(),
                command,
                OptionalLong.empty(),
                why,
                Duration.ZERO,
                OutputTail.EMPTY,
                OutputTail.EMPTY,
                Diagnosis.of(Summary.ofEnd(command, why)),
                StopReceipt.NONE,
                List.of(),
                0);
        return new Begun(Optional.empty(), Optional.of(new EndedRun(result)));
    }

    /** Tells the state machine what the output says. Made before it, since pipes come before the process. */
    private final class Watch implements OutputWatch {
        private volatile Supervision supervision;
        private volatile RunInfo info;

        @Override
        public void printed() {
            supervision.sign(shop.clock().now());
        }

        @Override
        public void heldBack(boolean held) {
            supervision.heldBack(held, shop.clock().now());
        }

        @Override
        public void sinkFailed(OutputSink sink, Throwable problem) {
            RunInfo run = info;
            if (run != null) {
                shop.announcer()
                        .tell(new RunEvent.ForeignFailed(
                                run,
                                shop.wallClock().instant(),
                                RunEvent.ForeignFailed.Part.SINK,
                                sink.stream() + " sink",
                                problem.toString()));
            }
        }
    }
}
