package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.output.RunOutput;
import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.stop.TreeStop;
import io.runnerwatchdog.internal.supervise.Step;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run whose process was started: brings its parts together until the result is there. Thread-safe. */
final class ActiveRun implements Run {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

    /** A process that is dead in the process table has its exit code here within moments. */
    private static final Duration EXIT_CODE_PATIENCE = Duration.ofSeconds(1);

    private final Workshop shop;
    private final RunInfo info;
    private final Command command;
    private final Limits limits;
    private final StartedChild child;
    private final RunOutput output;
    private final Supervision supervision;
    private final StallWork stallWork;
    private final Tree tree;
    private final Consumer<ActiveRun> onEnd;

    private final CompletableFuture<OptionalInt> exit = new CompletableFuture<>();
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private volatile Alarm alarm = () -> {};
    private volatile Executor finisher;

    ActiveRun(
            Workshop shop,
            RunInfo info,
            Command command,
            Limits limits,
            StartedChild child,
            RunOutput output,
            Supervision supervision,
            Tree tree,
            Consumer<ActiveRun> onEnd) {
        this.shop = shop;
        this.info = info;
        this.command = command;
        this.limits = limits;
        this.child = child;
        this.output = output;
        this.supervision = supervision;
        this.tree = tree;
        this.stallWork = new StallWork(shop, info, command, limits, output, supervision, tree);
        this.onEnd = onEnd;
        this.finisher = shop.workers();
    }

    /** Begins to supervise; the end comes by itself. */
    void supervise() {
        child.onExit(this::exited);
        look();
    }

    /** Begins to supervise and waits for the end; {@code mailbox} gets the last work, for the calling thread. */
    RunResult superviseHere() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        finisher = mailbox;
        look();
        return mailbox.workUntil(result, child, this::exited, () -> stop(StopReason.INTERRUPTED));
    }

    /** On the clock's thread, or once at the beginning. */
    private void look() {
        long now = shop.clock().now();
        Step step;
        while ((step = supervision.look(now)) != Step.NOTHING) {
            if (step == Step.STALL_IDLE || step == Step.STALL_HARD) {
                StallKind kind = step == Step.STALL_IDLE ? StallKind.IDLE : StallKind.HARD;
                work(() -> stalled(kind, now));
                return;
            }
            begin(step, now);
        }
        if (supervision.decision().isEmpty()) {
            alarm = shop.clock().at(supervision.nextLook(now), this::look);
        }
        if (supervision.decision().isPresent()) {
            // The end was decided between the question and the alarm; an alarm left over would hold the run in memory.
            alarm.cancel();
        }
    }

    private void begin(Step step, long now) {
        switch (step) {
            case WARN ->
                shop.announcer()
                        .tell(new RunEvent.Slow(
                                info, shop.wallClock().instant(), Duration.ofNanos(now - supervision.start())));
            case NOTE_PROGRESS -> work(stallWork::noteProgress);
            case SAMPLE -> work(stallWork::sampleAhead);
            case CHECK_PROGRESS -> {
                long silentSince = supervision.lastSign();
                work(() -> {
                    boolean alive = stallWork.hasProgressed();
                    supervision.progressChecked(alive, silentSince, shop.clock().now());
                    alarm.cancel();
                    alarm = shop.clock().at(shop.clock().now(), this::look);
                });
            }
            default -> throw new IllegalStateException("not to be begun: " + step);
        }
    }

    private void stalled(StallKind kind, long decidedAt) {
        stallWork.diagnoseAndTell(kind, decidedAt);
        stopTree(kind == StallKind.IDLE ? StopReason.IDLE_TIMEOUT : StopReason.HARD_TIMEOUT);
    }

    /** Begins to stop it for the host's sake, unless its end is decided already. */
    void stop(StopReason reason) {
        if (supervision.stop(reason)) {
            alarm.cancel();
            work(() -> stopTree(reason));
        } else {
            output.hurry();
        }
    }

    private void stopTree(StopReason reason) {
        output.hurry();
        new TreeStop(
                        tree.family(),
                        shop.clock(),
                        shop.workers(),
                        limits.grace(),
                        shop.stopPolicy().patience(),
                        receipt -> treeStopped(reason, receipt))
                .begin();
    }

    private void treeStopped(StopReason reason, StopReceipt receipt) {
        if (!receipt.survivors().isEmpty()) {
            LOG.warn(
                    "run {}: {} processes survived SIGKILL: {}",
                    info.runId(),
                    receipt.survivors().size(),
                    receipt.survivors());
        }
        boolean rootLives = receipt.survivors().stream()
                .anyMatch(survivor -> survivor.process().pid() == child.pid());
        long patience = rootLives ? 0 : EXIT_CODE_PATIENCE.toNanos();
        shop.clock().after(patience, () -> exit.complete(OptionalInt.empty()));
        exit.thenAccept(code -> output.finish(() -> finish(() -> new RunEnd(shop, info, command, output, supervision)
                .stopped(reason, code, receipt, stallWork.diagnosis(), tree))));
    }

    private void exited(int code) {
        exit.complete(OptionalInt.of(code));
        if (supervision.exited()) {
            alarm.cancel();
            output.finish(() -> finish(() -> new RunEnd(shop, info, command, output, supervision).exited(code, tree)));
        }
    }

    /** The last thing: makes the result, tells it, and completes. */
    private void finish(Supplier<RunResult> end) {
        if (!finishing.compareAndSet(false, true)) {
            return;
        }
        Runnable last = () -> {
            RunResult made = end.get();
            onEnd.accept(this);
            result.complete(made);
        };
        try {
            finisher.execute(last);
        } catch (RejectedExecutionException closed) {
            last.run();
        }
    }

    private void work(Runnable task) {
        try {
            shop.workers().execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | LinkageError | StackOverflowError bug) {
                    LOG.error("run {}: work failed", info.runId(), bug);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("run {}: closed before its work could begin", info.runId());
        }
    }

    Limits limits() {
        return limits;
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
        return command;
    }

    @Override
    public OptionalLong pid() {
        return info.pid();
    }

    @Override
    public CompletionStage<RunResult> result() {
        CompletableFuture<RunResult> outside = new CompletableFuture<>();
        result.thenAccept(made -> {
            HandOut handOut = new HandOut(outside, made);
            try {
                shop.foreign().execute(handOut);
            } catch (RejectedExecutionException closed) {
                handOut.run();
            }
        });
        return outside;
    }

    @Override
    public RunResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            stop(StopReason.INTERRUPTED);
            result.join();
            Thread.currentThread().interrupt();
            throw interrupted;
        } catch (ExecutionException never) {
            throw new IllegalStateException("a run's result is never exceptional", never);
        }
    }

    @Override
    public Optional<RunResult> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(result.get(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS));
        } catch (TimeoutException goesOn) {
            return Optional.empty();
        } catch (ExecutionException never) {
            throw new IllegalStateException("a run's result is never exceptional", never);
        }
    }

    @Override
    public void cancel() {
        stop(StopReason.CANCELLED);
    }

    @Override
    public WaitChain waits() {
        return result.isDone() ? WaitChain.EMPTY : tree.look().chain();
    }
}
