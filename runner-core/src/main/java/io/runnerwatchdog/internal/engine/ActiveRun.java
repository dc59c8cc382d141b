package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.chain.WaitChains;
import io.runnerwatchdog.internal.process.Child;
import io.runnerwatchdog.internal.process.Child.Exit;
import io.runnerwatchdog.internal.process.GivenChild;
import io.runnerwatchdog.internal.stop.TreeStop;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** A run whose process was started: brings its parts together until the result is there. Thread-safe. */
final class ActiveRun implements Run, Overdue.Stop {
    /** A process that is dead in the process table has its exit code here within moments. */
    private static final Duration EXIT_CODE_PATIENCE = Duration.ofSeconds(1);

    private final RunParts parts;
    private final RunInfo info;
    private final Child child;
    private final Supervision supervision;
    private final StallWork stallWork;
    private final LimitWatch limitWatch;
    private final Glances glances;
    private final Overdue overdue;
    private final Registry registry;

    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final PendingResult result;
    private final AtomicBoolean finishing = new AtomicBoolean();
    private volatile Executor finisher;
    private volatile CompletableFuture<Void> telling = CompletableFuture.completedFuture(null);
    private volatile Optional<StallKind> shadowStall = Optional.empty();
    private volatile Set<ProcessIdentity> survivors = Set.of();

    /** @param glances begins when the run does */
    ActiveRun(RunParts parts, Child child, Glances glances, Registry registry) {
        this.parts = parts;
        this.info = parts.info();
        this.child = child;
        this.supervision = parts.supervision();
        this.stallWork = new StallWork(parts);
        this.limitWatch = new LimitWatch(parts, stallWork, this);
        this.glances = glances;
        this.overdue = new Overdue(parts.shop().clock(), Overdue.most(parts), this);
        this.registry = registry;
        this.result = new PendingResult(parts.shop().foreign());
        this.finisher = parts.shop().workers();
    }

    /** Begins to supervise; the end comes by itself. */
    void supervise() {
        child.onExit(this::exited);
        glances.begin();
        limitWatch.run();
    }

    /** Begins to supervise and waits for the end; the calling thread does the last work itself. */
    RunResult superviseHere() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        finisher = mailbox;
        glances.begin();
        limitWatch.run();
        return mailbox.workUntil(result.inside(), child, this);
    }

    /** On the clock's thread: it has stalled, by a look at {@code decidedAt}. */
    void stalled(StallKind kind, long decidedAt) {
        if (!info.shadow()) {
            overdue.begin(reason(kind));
            parts.judge(() -> diagnoseAndStop(kind, decidedAt));
            return;
        }
        CompletableFuture<Void> told = new CompletableFuture<>();
        telling = told;
        // Guards against an end that is decided at this moment: either it sees that a stall is being told and waits for
        // that, or it is seen here and the stall is not told any more.
        boolean begun = supervision.decision().isEmpty()
                && parts.judge(() -> {
                    try {
                        shadowStall = Optional.of(kind);
                        stallWork.diagnoseAndTell(kind, decidedAt);
                    } finally {
                        told.complete(null);
                    }
                });
        if (!begun) {
            told.complete(null);
        }
    }

    private void diagnoseAndStop(StallKind kind, long decidedAt) {
        try {
            stallWork.diagnoseAndTell(kind, decidedAt);
        } finally {
            // Whatever goes wrong with finding out why: the end is decided, and nobody else will bring it about.
            stopTree(reason(kind));
        }
    }

    private static StopReason reason(StallKind kind) {
        return kind == StallKind.IDLE ? StopReason.IDLE_TIMEOUT : StopReason.HARD_TIMEOUT;
    }

    /**
     * Whether it has ended and the platform does not say so: of a process that is no child of the host it tells the end only
     * when the parent has collected it.
     */
    boolean hasEndedUnnoticed() {
        boolean ended = child instanceof GivenChild && parts.tree().family().firstHasEnded();
        if (ended) {
            exited(GivenChild.UNKNOWN);
        }
        return ended;
    }

    /** Begins to stop it for the host's sake, unless its end is decided already. */
    void stop(StopReason reason) {
        if (supervision.stop(reason)) {
            overdue.begin(reason);
            limitWatch.cancel();
            parts.work(() -> stopTree(reason));
        } else {
            parts.output().hurry();
        }
    }

    @Override
    public void stopAgain(StopReason reason) {
        parts.work(() -> stopTree(reason));
    }

    private void stopTree(StopReason reason) {
        parts.output().hurry();
        glances.end();
        stallWork.end();
        new TreeStop(
                        parts.tree().family(),
                        parts.hold().group(),
                        parts.shop().stopTools(),
                        parts.limits().grace(),
                        parts.shop().stopPolicy().patience(),
                        receipt -> treeStopped(reason, receipt))
                .begin();
    }

    private void treeStopped(StopReason reason, StopReceipt receipt) {
        survivors = receipt.survivors().stream().map(StoppedProcess::process).collect(Collectors.toSet());
        boolean rootLives = receipt.survivors().stream()
                .anyMatch(survivor -> survivor.process().pid() == child.pid());
        long patience = rootLives ? 0 : EXIT_CODE_PATIENCE.toNanos();
        parts.shop().clock().after(patience, () -> exit.complete(new Exit(OptionalInt.empty())));
        exit.thenAccept(end -> parts.output().finish(new Last(end, Optional.of(new Stopped(reason, receipt)))));
        // Last of all: should the host's logging fail, the run comes to its end.
        ReceiptLog.write(info.runId(), receipt);
    }

    /** Its process has ended, by itself or because it was stopped. */
    void exited(Exit how) {
        exit.complete(how);
        if (supervision.exited()) {
            limitWatch.cancel();
            glances.end();
            stallWork.end();
            parts.output().finish(new Last(how, Optional.empty()));
        }
    }

    /** How it was stopped. */
    private record Stopped(StopReason reason, StopReceipt receipt) {}

    /** The last thing, when all output is there: makes the result, tells it, and completes. */
    private final class Last implements Runnable {
        private final Exit how;
        private final Optional<Stopped> stop;

        Last(Exit how, Optional<Stopped> stop) {
            this.how = how;
            this.stop = stop;
        }

        @Override
        public void run() {
            if (finishing.compareAndSet(false, true)) {
                overdue.end();
                CompletableFuture<Void> told = telling;
                if (told.isDone()) {
                    handOn();
                } else {
                    told.thenRun(this::handOn);
                }
            }
        }

        private void handOn() {
            try {
                finisher.execute(this::conclude);
            } catch (RejectedExecutionException closed) {
                conclude();
            }
        }

        private void conclude() {
            RunEnd end = new RunEnd(parts, shadowStall);
            RunResult made = stop.isPresent()
                    ? end.stopped(stop.get().reason(), how.code(), stop.get().receipt(), stallWork.diagnosis())
                    : end.exited(how, stallWork.diagnosis());
            registry.ended(ActiveRun.this, made);
            result.complete(made);
        }
    }

    /** Who was stopped by all means and lives; known once it has ended. */
    Set<ProcessIdentity> survivors() {
        return survivors;
    }

    /** What it is made of. */
    RunParts parts() {
        return parts;
    }

    /** Waits for the end in bounds. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (await(patience).isEmpty()) {
            log().warn("run {}: not at its end within {}", info.runId(), patience);
        }
    }

    @Override
    public RunId id() {
        return info.runId();
    }

    @Override
    public Command command() {
        return parts.command();
    }

    @Override
    public OptionalLong pid() {
        return info.pid();
    }

    @Override
    public CompletionStage<RunResult> result() {
        return result.outside();
    }

    @Override
    public RunResult await() throws InterruptedException {
        return result.await(() -> stop(StopReason.INTERRUPTED));
    }

    @Override
    public Optional<RunResult> await(Duration patience) throws InterruptedException {
        return result.await(patience);
    }

    @Override
    public void cancel() {
        stop(StopReason.CANCELLED);
    }

    @Override
    public WaitChain waits() {
        return result.isDone()
                ? WaitChain.EMPTY
                : WaitChains.of(Optional.empty(), parts.tree().look(Optional.empty()));
    }

    private static Logger log() {
        return Logs.of(ActiveRun.class);
    }
}
