package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.run.RetryPolicy;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;

/** Whether there is another attempt, and after how long. Pure. */
final class Pauses {
    /** 2 to this power times any delay is longer than any pause can be. */
    private static final int LARGEST_EXPONENT = 30;

    private Pauses() {}

    /** Whether this end is one after which the policy tries again. */
    static boolean isWorthAnother(RetryPolicy policy, RunResult result) {
        if (result.attempt() >= policy.attempts()) {
            return false;
        }
        if (result.termination() instanceof Termination.Exited exited) {
            return exited.code() != 0 && policy.afterFailure();
        }
        return result.stalled() && policy.causes().contains(result.diagnosis().rootCause());
    }

    /**
     * The pause after this attempt, in nanoseconds: half of it fixed, half of it chance.
     *
     * @param chance within [0, 1)
     */
    static long after(int attempt, RetryPolicy policy, double chance) {
        long first = Spans.bounded(policy.delay()).toNanos();
        long longest = Spans.bounded(policy.longestDelay()).toNanos();
        long doubled =
                attempt - 1 > LARGEST_EXPONENT || first > longest >> (attempt - 1) ? longest : first << (attempt - 1);
        long upper = Math.min(doubled, longest);
        return upper / 2 + (long) (chance * (upper - upper / 2));
    }

    /** For people. */
    static Duration shown(long nanos) {
        return Duration.ofMillis(Duration.ofNanos(nanos).toMillis());
    }
}
