package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Listens, through one silence, whether anything arrives at the connections of a tree: a few looks, none where nobody waits
 * at a socket, none any more once something was heard or the silence is over. Thread-safe.
 */
final class Hearing {
    /** In a silence of any length; at the usual limits they cover all of it. */
    private static final int MOST_LOOKS = 60;

    /** A pause is at most this part of the idle limit, so that a short silence has its looks too. */
    private static final int PARTS_OF_LIMIT = 8;

    /** Fewer tell nothing of a poll with a time limit; where the machine was too busy for them, the answer is late. */
    private static final int LEAST_LOOKS = 6;

    private final RunParts parts;
    private final TreeEyes.Ear ear;
    private final long silentSince;
    private final Duration longestPause;
    private int looks;
    private boolean heard;
    private boolean over;
    private Optional<Consumer<Boolean>> asker = Optional.empty();
    private Alarm alarm = () -> {};

    /** @param tree who is listened to: a member that is born later is a sign of life by itself */
    Hearing(RunParts parts, TreeSnapshot tree) {
        this.parts = parts;
        this.ear = parts.tree()
                .eyes()
                .listen(tree.processes().stream().map(ProcessFacts::pid).toList());
        this.silentSince = parts.supervision().lastSign();
        this.longestPause = parts.limits().idle().dividedBy(PARTS_OF_LIMIT);
    }

    /** Takes the first look, and plans the others. */
    void begin() {
        listen();
    }

    /** Whether nothing was printed since. */
    boolean isOfThisSilence() {
        return parts.supervision().lastSign() == silentSince;
    }

    private synchronized void listen() {
        // Output, or the end, may have come between the alarm and this turn.
        if (over || !isOfThisSilence() || parts.supervision().decision().isPresent()) {
            answer();
            return;
        }
        heard = ear.hears();
        looks++;
        Optional<Duration> pause = heard || looks >= MOST_LOOKS ? Optional.empty() : ear.pause();
        if (pause.isEmpty() || looks >= LEAST_LOOKS) {
            answer();
        }
        if (!over) {
            pause.ifPresent(this::planNext);
        }
    }

    private void planNext(Duration pause) {
        Duration next = pause.compareTo(longestPause) < 0 ? pause : longestPause;
        alarm = parts.shop().clock().after(next.toNanos(), () -> parts.work(this::listen));
    }

    /** The silence has reached its limit: takes a last look, and tells whether anything was heard in all of it. */
    synchronized void conclude(Consumer<Boolean> hasHeard) {
        asker = Optional.of(hasHeard);
        alarm.cancel();
        if (heard) {
            answer();
        } else {
            listen();
        }
    }

    private void answer() {
        asker.ifPresent(hasHeard -> {
            asker = Optional.empty();
            end();
            hasHeard.accept(heard);
        });
    }

    /** No more looks. */
    synchronized void end() {
        over = true;
        alarm.cancel();
    }
}
