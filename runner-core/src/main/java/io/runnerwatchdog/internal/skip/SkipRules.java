package io.runnerwatchdog.internal.skip;

import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When steps are skipped, and when no longer: pure functions of a state and a time of day. Immutable.
 *
 * <p>The clock may be set, and a file may say anything, so no time is believed that lies after now: a stall there does not
 * count, a cool-down that begins there is over, a claim that begins there has run out. What begins before now ends a
 * cool-down or a claim later, neither of which the state can make longer.
 */
final class SkipRules {
    /** No canary keeps the others waiting for longer, whatever its limits or a file say. */
    static final Duration LONGEST_CLAIM = Duration.ofDays(1);

    /** For how long it is remembered that a canary is due. Steps that run once a week should still meet it. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    private final int enough;
    private final Duration window;
    private final Duration coolDown;

    /** What to do, and what is known then. */
    record Step(Breaker next, Decision decision) {
        static Step run(Breaker next) {
            return new Step(next, new Decision.Run());
        }
    }

    SkipRules(AutoSkip settings) {
        enough = settings.stalls();
        window = Spans.bounded(settings.window());
        coolDown = Spans.bounded(settings.coolDown());
    }

    /**
     * For how long a run that may last so long keeps others waiting as the canary. One that may last for ever, or nearly,
     * holds them up for a cool-down: if its host died, that is what it costs.
     */
    Duration claimFor(Duration longest) {
        Duration most = longest.compareTo(LONGEST_CLAIM) <= 0 ? longest : coolDown;
        return most.compareTo(LONGEST_CLAIM) <= 0 ? most : LONGEST_CLAIM;
    }

    /** Whether this run is started. */
    Step decide(StepKind kind, Breaker known, Instant now, RunId run, Duration claimFor) {
        if (known instanceof Breaker.Open open) {
            Instant until = open.since().plus(coolDown);
            return isWithin(open.since(), now, until)
                    ? new Step(known, new Decision.Skip(until, reason(kind, open.series())))
                    : claim(open.series(), now, run, claimFor);
        }
        if (known instanceof Breaker.HalfOpen half) {
            Optional<Breaker.Claim> claim = half.claim().filter(each -> isHeld(half.since(), each.until(), now));
            if (claim.isEmpty()) {
                return claim(half.series(), now, run, claimFor);
            }
            return half.isClaimedBy(run)
                    ? new Step(known, new Decision.RunAsCanary())
                    : new Step(
                            known,
                            new Decision.Skip(
                                    claim.get().until(), reason(kind, half.series()) + "; one of them is tried now"));
        }
        return Step.run(known);
    }

    private static Step claim(Breaker.Series series, Instant now, RunId run, Duration claimFor) {
        Breaker.Claim claim = new Breaker.Claim(run, now.plus(claimFor));
        return new Step(new Breaker.HalfOpen(series, now, Optional.of(claim)), new Decision.RunAsCanary());
    }

    /** This run has stalled. */
    Breaker stalled(Breaker known, Instant now, RunId run) {
        if (known instanceof Breaker.Open open) {
            // It was started before: it counts, but does not put off the end. Otherwise a kind of which some runs are
            // not
            // asked for, or many were under way, could be skipped without an end that anybody knows.
            return new Breaker.Open(open.series().andOneMore(), open.since());
        }
        if (known instanceof Breaker.HalfOpen half) {
            // Only the canary decides, even after its claim ran out: a newer canary would have taken its place.
            return half.isClaimedBy(run)
                    ? new Breaker.Open(half.series().andOneMore(), now)
                    : new Breaker.HalfOpen(half.series().andOneMore(), half.since(), half.claim());
        }
        List<Instant> stalls = Stream.concat(recent((Breaker.Closed) known, now).stream(), Stream.of(now))
                .toList();
        return stalls.size() < enough
                ? new Breaker.Closed(stalls)
                : new Breaker.Open(new Breaker.Series(Collections.min(stalls), stalls.size()), now);
    }

    /**
     * This run has ended, and did not stall.
     *
     * @param works whether it came to an end of its own, with whatever code; otherwise the next run is the canary
     */
    Breaker ended(Breaker known, Instant now, RunId run, boolean works) {
        if (known instanceof Breaker.HalfOpen half && half.isClaimedBy(run)) {
            return works ? Breaker.NOTHING : new Breaker.HalfOpen(half.series(), now, Optional.empty());
        }
        return known;
    }

    /** Whether it makes no difference any more. */
    boolean isForgotten(Breaker known, Instant now) {
        if (known instanceof Breaker.Closed closed) {
            return recent(closed, now).isEmpty();
        }
        if (known instanceof Breaker.Open open) {
            return open.since().plus(coolDown).plus(REMEMBERED).isBefore(now);
        }
        return known.lastChange().plus(LONGEST_CLAIM).plus(REMEMBERED).isBefore(now);
    }

    private List<Instant> recent(Breaker.Closed closed, Instant now) {
        Instant from = now.minus(window);
        return closed.stalls().stream()
                .filter(stall -> stall.isAfter(from) && !stall.isAfter(now))
                .toList();
    }

    private static boolean isHeld(Instant since, Instant until, Instant now) {
        return isWithin(since, now, until) && !until.isAfter(since.plus(LONGEST_CLAIM));
    }

    private static boolean isWithin(Instant from, Instant now, Instant until) {
        return !from.isAfter(now) && now.isBefore(until);
    }

    private static String reason(StepKind kind, Breaker.Series series) {
        return series.stalls() + (series.stalls() == 1 ? " stall of " : " stalls of ") + kind + " since "
                + series.first().truncatedTo(ChronoUnit.SECONDS);
    }
}
