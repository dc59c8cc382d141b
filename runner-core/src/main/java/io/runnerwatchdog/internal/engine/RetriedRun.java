package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A step that may be tried more than once: one run at a time, with pauses between. Thread-safe. */
final class RetriedRun implements Run {
    private static final Logger LOG = LoggerFactory.getLogger(RetriedRun.class);

    private final Workshop shop;
    private final Function<Order, Run> start;
    private final Consumer<RetriedRun> onEnd;
    private final Order first;
    private final PendingResult result;
    // All below are guarded by this.
    private final List<RunResult> earlier = new ArrayList<>();
    private Optional<Run> current = Optional.empty();
    private Optional<Alarm> pause = Optional.empty();
    private boolean noMore;

    /** @param start starts one attempt */
    RetriedRun(Workshop shop, Order first, Function<Order, Run> start, Consumer<RetriedRun> onEnd) {
        this.shop = shop;
        this.first = first;
        this.start = start;
        this.onEnd = onEnd;
        this.result = new PendingResult(shop.foreign());
    }

    /** Starts an attempt, unless nobody wants it any more. */
    void begin(Order order) {
        Run attempt = start.apply(order);
        boolean cancelNow;
        synchronized (this) {
            current = Optional.of(attempt);
            // Guards against a cancel at this moment, which did not see this attempt.
            cancelNow = noMore;
        }
        if (cancelNow) {
            attempt.cancel();
        }
        attempt.result().thenAccept(how -> ended(order, how));
    }

    private void ended(Order order, RunResult how) {
        boolean again;
        synchronized (this) {
            again = !noMore && Pauses.isWorthAnother(order.retry(), how);
            if (again) {
                earlier.add(how);
                long nanos = Pauses.after(
                        order.attempt(), order.retry(), shop.chance().nextDouble());
                LOG.info(
                        "run {}: attempt {} of {}: {}; the next one in {}",
                        order.id(),
                        order.attempt(),
                        order.retry().attempts(),
                        how.termination().describe(),
                        Pauses.shown(nanos));
                pause = Optional.of(shop.clock().after(nanos, () -> next(order.again())));
            }
        }
        if (!again) {
            complete(how);
        }
    }

    private void next(Order order) {
        shop.workers().execute(() -> {
            synchronized (this) {
                // Guards against a cancel that came too late for the alarm: it has completed the result.
                if (noMore) {
                    return;
                }
                pause = Optional.empty();
            }
            begin(order);
        });
    }

    private void complete(RunResult last) {
        List<RunResult> before;
        synchronized (this) {
            noMore = true;
            before = earlier.stream().filter(how -> how != last).toList();
        }
        onEnd.accept(this);
        result.complete(last.after(before));
    }

    /** No further attempt: what goes on is for others to stop, and a pause ends now with the last result. */
    void giveUp() {
        Optional<RunResult> last = Optional.empty();
        synchronized (this) {
            if (!noMore && pause.isPresent()) {
                pause.get().cancel();
                last = Optional.of(earlier.get(earlier.size() - 1));
            }
            noMore = true;
        }
        last.ifPresent(this::complete);
    }

    private synchronized Optional<Run> current() {
        return current;
    }

    @Override
    public RunId id() {
        return first.id();
    }

    @Override
    public Command command() {
        return first.command();
    }

    @Override
    public OptionalLong pid() {
        return current().map(Run::pid).orElse(OptionalLong.empty());
    }

    @Override
    public CompletionStage<RunResult> result() {
        return result.outside();
    }

    @Override
    public RunResult await() throws InterruptedException {
        return result.await(this::interrupted);
    }

    private void interrupted() {
        giveUp();
        current().ifPresent(QueuedRun::interrupt);
    }

    @Override
    public Optional<RunResult> await(Duration patience) throws InterruptedException {
        return result.await(patience);
    }

    @Override
    public void cancel() {
        giveUp();
        current().ifPresent(Run::cancel);
    }

    @Override
    public WaitChain waits() {
        return current().map(Run::waits).orElse(WaitChain.EMPTY);
    }
}
