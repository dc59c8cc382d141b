package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.chain.WaitChains;
import io.runnerwatchdog.internal.process.Child;
import io.runnerwatchdog.internal.process.Child.Exit;
import io.runnerwatchdog.internal.process.GivenChild;
import io.runnerwatchdog.internal.stop.StopWords;
import io.runnerwatchdog.internal.stop.TreeStop;
import io.runnerwatchdog.internal.supervise.Supervision;
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
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run whose process was started: brings its parts together until the result is there. Thread-safe. */
final class ActiveRun implements Run {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

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
    private final BiConsumer<ActiveRun, RunResult> onEnd;

    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final PendingResult result;
    private final AtomicBoolean finishing = new AtomicBoolean();
    private volatile Executor finisher;
    private volatile CompletableFuture<Void> telling = CompletableFuture.completedFuture(null);
    private volatile Optional<StallKind> shadowStall = Optional.empty();
    private volatile Set<ProcessIdentity> survivors = Set.of();

    /** @param glances begins when the run does */
    ActiveRun(RunParts parts, Child child, Glances glances, BiConsumer<ActiveRun, RunResult> onEnd) {
        this.parts = parts;
        this.info = parts.info();
        this.child = child;
        this.supervision = parts.supervision();
        this.stallWork = new StallWork(parts);
        this.limitWatch = new LimitWatch(parts, stallWork, this::stalled, this::hasEndedUnnoticed);
        this.glances = glances;
        this.overdue =
                new Overdue(parts.shop().clock(), Overdue.most(parts), reason -> parts.work(() -> stopTree(reason)));
        this.onEnd = onEnd;
        this.result = new PendingResult(parts.shop().foreign());
        this.finisher = parts.shop().workers();
    }

    /** Begins to supervise; the end comes by itself. */
    void supervise() {
        child.onExit(this::exited);
        glances.begin();
        limitWatch.look();
    }

    /** Begins to supervise and waits for the end; the calling thread does the last work itself. */
    RunResult superviseHere() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        finisher = mailbox;
        glances.begin();
        limitWatch.look();
        return mailbox.workUntil(result.inside(), child, this::exited, () -> stop(StopReason.INTERRUPTED));
    }

    private void stalled(StallKind kind, long decidedAt) {
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
    private boolean hasEndedUnnoticed() {
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
        tellReceipt(receipt);
        survivors = receipt.survivors().stream().map(StoppedProcess::process).collect(Collectors.toSet());
        boolean rootLives = receipt.survivors().stream()
                .anyMatch(survivor -> survivor.process().pid() == child.pid());
        long patience = rootLives ? 0 : EXIT_CODE_PATIENCE.toNanos();
        parts.shop().clock().after(patience, () -> exit.complete(new Exit(OptionalInt.empty())));
        exit.thenAccept(end -> parts.output()
                .finish(() -> finish(() -> end().stopped(reason, end.code(), receipt, stallWork.diagnosis()))));
    }

    private void tellReceipt(StopReceipt receipt) {
        for (StoppedProcess process : receipt.processes()) {
            LOG.debug(
                    "run {}: {} ({}, {}) got {}, {}",
                    info.runId(),
                    process.label(),
                    process.membership(),
                    process.command(),
                    StopWords.signals(process.signals()),
                    process.diedAfter().map(after -> "died after " + after).orElse("lives"));
        }
        for (StoppedProcess survivor : receipt.survivors()) {
            LOG.warn("run {}: {}", info.runId(), StopWords.survivor(survivor));
        }
    }

    private RunEnd end() {
        return new RunEnd(parts, shadowStall);
    }

    private void exited(Exit how) {
        exit.complete(how);
        if (supervision.exited()) {
            limitWatch.cancel();
            glances.end();
            stallWork.end();
            parts.output().finish(() -> finish(() -> end().exited(how, stallWork.diagnosis())));
        }
    }

    /** The last thing: makes the result, tells it, and completes. */
    private void finish(Supplier<RunResult> end) {
        if (!finishing.compareAndSet(false, true)) {
            return;
        }
        overdue.end();
        Runnable last = () -> {
            RunResult made = end.get();
            onEnd.accept(this, made);
            result.complete(made);
        };
        telling.thenRun(() -> {
            try {
                finisher.execute(last);
            } catch (RejectedExecutionException closed) {
                last.run();
            }
        });
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
            LOG.warn("run {}: not at its end within {}", info.runId(), patience);
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
}
