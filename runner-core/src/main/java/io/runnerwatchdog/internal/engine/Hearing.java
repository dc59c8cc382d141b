package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.internal.threads.Alarm;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.time.Duration;

/**
 * Listens, through one silence, whether anything arrives at the connections of a tree: a few looks, none where nobody waits
 * at a socket, none any more once something was heard or the silence is over. Thread-safe.
 */
final class Hearing {
    /** In a silence of any length; at the usual limits they cover all of it. */
    private static final int MOST_LOOKS = 60;

    /** A pause is at most this part of the idle limit, so that a short silence has its looks too. */
    private static final int PARTS_OF_LIMIT = 8;

    private final RunParts parts;
    private final TreeEyes.Ear ear;
    private final long silentSince;
    private final Duration longestPause;
    private int looks;
    private boolean heard;
    private boolean over;
    private Alarm alarm = () -> {};

    private Hearing(RunParts parts, TreeEyes.Ear ear, Duration longestPause) {
        this.parts = parts;
        this.ear = ear;
        this.silentSince = parts.supervision().lastSign();
        this.longestPause = longestPause;
    }

    /** @param tree who is listened to: a member that is born later is a sign of life by itself */
    static Hearing begin(RunParts parts, TreeSnapshot tree) {
        TreeEyes.Ear ear = parts.tree()
                .eyes()
                .listen(tree.processes().stream().map(ProcessFacts::pid).toList());
        Hearing hearing = new Hearing(parts, ear, parts.limits().idle().dividedBy(PARTS_OF_LIMIT));
        hearing.listen();
        return hearing;
    }

    private synchronized void listen() {
        // Output, or the end, may have come between the alarm and this turn.
        Supervision supervision = parts.supervision();
        if (over
                || supervision.lastSign() != silentSince
                || supervision.decision().isPresent()) {
            return;
        }
        heard = ear.hears();
        looks++;
        if (!heard && looks < MOST_LOOKS) {
            ear.pause().ifPresent(pause -> {
                Duration next = pause.compareTo(longestPause) < 0 ? pause : longestPause;
                alarm = parts.shop().clock().after(next.toNanos(), () -> parts.work(this::listen));
            });
        }
    }

    /** Takes the last look, where nothing was heard yet: whether anything was. */
    synchronized boolean hasHeard() {
        end();
        return heard || ear.hears();
    }

    /** No more looks. */
    synchronized void end() {
        over = true;
        alarm.cancel();
    }
}
