package io.runnerwatchdog.internal.skip;

import io.runnerwatchdog.run.RunId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one kind of steps. Immutable, and the same in memory and in the file. All times are times of day: they
 * are shared by processes, and outlive them. What they mean now is for {@link SkipRules} to say.
 */
sealed interface Breaker {
    /** Nothing has happened. */
    Breaker NOTHING = new Closed(List.of());

    /** When something last happened to it, as far as it knows. */
    Instant lastChange();

    /** A series of stalls that led to skipping, for people: the first, and how many there were. */
    record Series(Instant first, int stalls) {
        /** More need not be told apart. */
        static final int MOST = 1_000_000;

        public Series {
            if (stalls < 1 || stalls > MOST) {
                throw new IllegalArgumentException("stalls must be within 1 and " + MOST + ", was " + stalls);
            }
        }

        Series andOneMore() {
            return new Series(first, Math.min(MOST, stalls + 1));
        }
    }

    /** Steps run; these are the latest stalls. */
    record Closed(List<Instant> stalls) implements Breaker {
        public Closed {
            stalls = List.copyOf(stalls);
        }

        @Override
        public Instant lastChange() {
            return stalls.stream().max(Comparator.naturalOrder()).orElse(Instant.MIN);
        }
    }

    /**
     * Steps are skipped until a cool-down after this time. The end is not kept, so that each host applies its own cool-down
     * and no file can ask for a longer one.
     */
    record Open(Series series, Instant since) implements Breaker {
        @Override
        public Instant lastChange() {
            return since;
        }
    }

    /**
     * The cool-down is over: one step runs as the canary, or the next one will.
     *
     * @param since when the claim was made or given back
     */
    record HalfOpen(Series series, Instant since, Optional<Claim> claim) implements Breaker {
        @Override
        public Instant lastChange() {
            return since;
        }

        boolean isClaimedBy(RunId run) {
            return claim.isPresent() && claim.get().canary().equals(run);
        }
    }

    /**
     * The canary, and until when the others wait for it. A host that dies does not tell how its canary ended, so a claim
     * runs out.
     */
    record Claim(RunId canary, Instant until) {}
}
