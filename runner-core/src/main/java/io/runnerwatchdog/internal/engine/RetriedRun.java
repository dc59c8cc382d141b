package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;

/** A step that may be tried more than once: one run at a time, with pauses between. Thread-safe. */
final class RetriedRun extends StandInRun {
    private final Workshop shop;
    private final Function<Order, Run> start;
    private final Consumer<RetriedRun> onEnd;
    // All below are guarded by this.
    private final List<RunResult> earlier = new ArrayList<>();
    private Optional<Run> current = Optional.empty();
    private Optional<Alarm> pause = Optional.empty();
    private boolean noMore;

    /** @param start starts one attempt */
    RetriedRun(Workshop shop, Order first, Function<Order, Run> start, Consumer<RetriedRun> onEnd) {
        super(first, new PendingResult(shop.foreign()));
        this.shop = shop;
        this.start = start;
        this.onEnd = onEnd;
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
                log().info(
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
            end(how);
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

    private void end(RunResult last) {
        List<RunResult> before;
        synchronized (this) {
            noMore = true;
            before = earlier.stream().filter(how -> how != last).toList();
        }
        onEnd.accept(this);
        complete(last.after(before));
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
        last.ifPresent(this::end);
    }

    @Override
    synchronized Optional<Run> present() {
        return current;
    }

    @Override
    void interrupted() {
        giveUp();
        present().ifPresent(StandInRun::interrupt);
    }

    @Override
    public void cancel() {
        giveUp();
        present().ifPresent(Run::cancel);
    }

    private static Logger log() {
        return Logs.of(RetriedRun.class);
    }
}
