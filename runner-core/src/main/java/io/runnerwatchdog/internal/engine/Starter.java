package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.diagnose.Summary;
import io.runnerwatchdog.internal.members.Family;
import io.runnerwatchdog.internal.members.FamilyMarks;
import io.runnerwatchdog.internal.output.RunOutput;
import io.runnerwatchdog.internal.process.Child;
import io.runnerwatchdog.internal.process.Launch;
import io.runnerwatchdog.internal.process.LaunchPlan;
import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.skip.Decision;
import io.runnerwatchdog.internal.stop.Leftovers;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RetryPolicy;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Turns a command into a run: one that lives, or one that ended before it began. Thread-safe. */
final class Starter {
    /** What came of a start: one of the two is there. */
    record Begun(Optional<ActiveRun> active, Optional<EndedRun> ended) {
        static Begun not(EndedRun ended) {
            return new Begun(Optional.empty(), Optional.of(ended));
        }
    }

    private final Workshop shop;
    private final Registry registry;

    Starter(Workshop shop, Registry registry) {
        this.shop = shop;
        this.registry = registry;
    }

    /** Settles what can be settled before a turn. */
    Order order(Command command) {
        RunnerConfig config = shop.config();
        Limits limits = config.limitsFor(command, shop.base());
        RetryPolicy retry = command.retry().isPresent() ? command.retry().get() : config.retryFor(command);
        return new Order(RunId.random(shop.chance()), 1, command, limits, retry, Duration.ZERO);
    }

    /** The end of a run that policy forbids. */
    Optional<EndedRun> refuse(Order order) {
        Optional<String> reason = shop.config().refusal(order.command());
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        Termination.Blocked why = new Termination.Blocked(reason.get());
        RunInfo info = info(order, order.command(), OptionalLong.empty());
        shop.announcer().tell(new RunEvent.Blocked(info, shop.wallClock().instant(), why));
        return Optional.of(ended(info, order, why));
    }

    /** The end of a run whose kind stalls too often; asked when it is its turn, since much may have happened before. */
    private Optional<EndedRun> skip(Order order) {
        if (shop.skips().isEmpty() || order.attempt() > 1) {
            return Optional.empty();
        }
        Command command = order.command();
        Decision decision = shop.skips()
                .get()
                .ask(
                        command.type(),
                        command.environment(),
                        order.id(),
                        Spans.bounded(order.limits().hard())
                                .plus(Spans.bounded(order.limits().grace())));
        if (!(decision instanceof Decision.Skip skip)) {
            return Optional.empty();
        }
        Termination.Skipped why = new Termination.Skipped(skip.reason(), skip.until());
        RunInfo info = info(order, command, OptionalLong.empty());
        shop.announcer().tell(new RunEvent.Skipped(info, shop.wallClock().instant(), why));
        return Optional.of(ended(info, order, why));
    }

    /** How a run ended that had asked whether it is started. */
    void tellSkips(Command command, RunResult how) {
        if (shop.skips().isPresent()) {
            shop.skips().get().ended(command.type(), command.environment(), how.runId(), how.termination());
        }
    }

    /** The end of a run that will not have its turn. */
    EndedRun withdraw(Order order) {
        return notStarted(
                order,
                new Termination.NotStarted(
                        StartFailure.WITHDRAWN, "withdrawn while it waited for one of the runs before it to end"));
    }

    /** Starts it. */
    Begun launch(Order order) {
        Optional<EndedRun> skipped = skip(order);
        if (skipped.isPresent()) {
            return Begun.not(skipped.get());
        }
        Command command = order.command();
        RunWatch watch = new RunWatch(shop);
        RunOutput output = shop.outputRoom().open(command, watch);
        Hold hold = shop.containment().hold(order.id());
        Launch launch = shop.launcher()
                .start(new LaunchPlan(
                        command,
                        shop.cookie().name(order.id()),
                        shop.cookie().value(),
                        output.stdinEnd(),
                        output.stdoutEnd(),
                        output.stderrEnd(),
                        hold.prelude()));
        if (!(launch instanceof Launch.Started started)) {
            Termination.NotStarted why = ((Launch.Failed) launch).why();
            output.abandon();
            clearUp(order, why, hold);
            EndedRun ended = notStarted(order, why);
            tellSkips(command, ended.ended());
            return Begun.not(ended);
        }
        StartedChild child = started.child();
        // Its time begins when it is there: a host that is paused while it starts a child does not charge that to it.
        RunInfo info = info(order, command, OptionalLong.of(child.pid()));
        Supervision supervision =
                new Supervision(order.limits(), command.liveness(), shop.clock().now(), info.shadow());
        watch.supervision(supervision);
        output.started(child);
        FamilyMarks marks = FamilyMarks.ofRun(
                        child.handle(),
                        shop.cookie().name(order.id()),
                        shop.containment().traces())
                .pipes(output.pipes());
        Tree tree = tree(hold.add(marks));
        RunParts parts =
                new RunParts(shop, info, command, order.limits(), output, supervision, tree, hold, order.queuedFor());
        ActiveRun run = run(parts, child, watch);
        return new Begun(Optional.of(run), Optional.empty());
    }

    /** Where no thread could be had to wait for the child, the platform reports a failure and leaves the child alive. */
    private void clearUp(Order order, Termination.NotStarted why, Hold hold) {
        if (why.failure() == StartFailure.OUT_OF_RESOURCES) {
            FamilyMarks marks = FamilyMarks.ofCookies(Set.of(shop.cookie().name(order.id())));
            new Leftovers("a start that failed", new Family(shop.census(), hold.add(marks)), hold.group(), Set.of())
                    .stop(shop.stopTools(), shop.stopPolicy());
        }
        shop.containment().letGo(hold);
    }

    /** Supervises a process that the host started; {@code described} says what it is and which limits hold. */
    ActiveRun watch(Child child, Command described) {
        Order order = order(described.output(OutputMode.INHERIT));
        RunWatch watch = new RunWatch(shop);
        RunOutput output = shop.outputRoom().open(order.command(), watch);
        RunInfo info = info(order, order.command(), OptionalLong.of(child.pid()));
        Supervision supervision = new Supervision(
                order.limits(), order.command().liveness(), shop.clock().now(), info.shadow());
        watch.supervision(supervision);
        FamilyMarks marks =
                FamilyMarks.ofStranger(child.handle(), shop.containment().traces());
        Hold hold = new Hold(shop.containment().plainly(), OptionalLong.empty(), Optional.empty());
        RunParts parts = new RunParts(
                shop, info, order.command(), order.limits(), output, supervision, tree(marks), hold, Duration.ZERO);
        return run(parts, child, watch);
    }

    private ActiveRun run(RunParts parts, Child child, RunWatch watch) {
        Glances glances = new Glances(parts);
        watch.glances(glances);
        shop.announcer()
                .tell(new RunEvent.Started(parts.info(), shop.wallClock().instant()));
        watch.announced(parts.info());
        return new ActiveRun(parts, child, glances, registry);
    }

    private Tree tree(FamilyMarks marks) {
        return new Tree(new Family(shop.census(), marks, shop.guardian()), shop.eyes());
    }

    private RunInfo info(Order order, Command command, OptionalLong pid) {
        return new RunInfo(
                order.id(),
                order.attempt(),
                command.display(),
                command.type(),
                command.environment(),
                pid,
                shop.host(),
                isShadow());
    }

    private boolean isShadow() {
        return shop.shadow() || shop.config().shadow();
    }

    private EndedRun notStarted(Order order, Termination.NotStarted why) {
        RunInfo info = info(order, order.command(), OptionalLong.empty());
        shop.announcer().tell(new RunEvent.NotStarted(info, shop.wallClock().instant(), why));
        return ended(info, order, why);
    }

    private EndedRun ended(RunInfo info, Order order, Termination why) {
        return new EndedRun(new RunResult(
                info.runId(),
                order.command(),
                OptionalLong.empty(),
                why,
                Duration.ZERO,
                order.queuedFor(),
                OutputTail.EMPTY,
                OutputTail.EMPTY,
                Diagnosis.of(Summary.ofEnd(order.command(), why)),
                StopReceipt.NONE,
                shop.containment().plainly(),
                List.of(),
                0,
                info.attempt(),
                List.of(),
                Optional.empty()));
    }
}
