package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Incident.Fired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the alerts of the runbook would have fired, had each stall been counted when it happened. Not thread-safe.
 *
 * <p>As Prometheus does it: each combination of event, command type, environment and root cause is a series of its own; at
 * each whole minute the expression is looked at; the alert fires for a series once its expression has been true at each
 * look for the time that it demands. The rate is that of the stalls in the window, without Prometheus' extrapolation.
 */
final class AlertReplay {
    private static final int MOST_SERIES = 1_000;

    /** Before the period: what can still be the reason for an alert at its beginning. */
    static final Duration LOOK_BACK = Duration.ofHours(3);

    private final long firstMinute;
    private final int minutes;
    private final int ofLookBack;
    private final Bounded<List<String>, int[]> series = new Bounded<>(MOST_SERIES, Names.LIST_ORDER);

    AlertReplay(Period period) {
        firstMinute = Minutes.minuteOf(period.from().minus(LOOK_BACK));
        ofLookBack = (int) (Minutes.minuteOf(period.from()) - firstMinute);
        minutes = (int) (Minutes.minuteOf(period.to().minusNanos(1)) - firstMinute) + 1;
    }

    /** @param stall of any time */
    void add(Entry stall) {
        long minute = Minutes.minuteOf(stall.at()) - firstMinute;
        if (minute >= 0 && minute < minutes) {
            List<String> labels = List.of(
                    stall.event(), Names.cut(stall.commandType()), Names.cut(stall.environment()), stall.cause());
            series.at(labels, () -> new int[minutes]).ifPresent(counts -> counts[(int) minute]++);
        }
    }

    void merge(AlertReplay other) {
        series.merge(other.series, () -> new int[minutes], Minutes::add);
    }

    /** Those that fired within the period, each as seen over all series. */
    List<Fired> fired() {
        List<Fired> fired = new ArrayList<>();
        for (Alert alert : Alert.values()) {
            series.kept().values().stream()
                    .flatMap(counts -> fired(alert, counts).stream())
                    .reduce(AlertReplay::both)
                    .ifPresent(fired::add);
        }
        return fired;
    }

    private static Fired both(Fired one, Fired other) {
        return new Fired(
                one.alert(),
                earlier(one.trueSince(), other.trueSince()),
                earlier(one.firedAt(), other.firedAt()),
                earlier(one.lastSeen(), other.lastSeen()).equals(one.lastSeen()) ? other.lastSeen() : one.lastSeen());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Optional<Fired> fired(Alert alert, int[] counts) {
        Optional<Fired> fired = Optional.empty();
        long inWindow = 0;
        int trueSince = -1;
        for (int i = 0; i < minutes; i++) {
            inWindow += counts[i] - (i < alert.windowMinutes() ? 0 : counts[i - alert.windowMinutes()]);
            trueSince = !alert.isTrueOf(inWindow) ? -1 : trueSince < 0 ? i : trueSince;
            if (trueSince >= 0 && i - trueSince >= alert.holdsMinutes() && i >= ofLookBack) {
                Instant since = lookAfter(trueSince);
                Instant now = lookAfter(i);
                fired = Optional.of(fired.map(first -> new Fired(alert, first.trueSince(), first.firedAt(), now))
                        .orElseGet(() -> new Fired(alert, since, now, now)));
            }
        }
        return fired;
    }

    /** The whole minute at which all of this minute has been counted. */
    private Instant lookAfter(int minute) {
        return Instant.ofEpochSecond((firstMinute + minute + 1) * 60);
    }
}
