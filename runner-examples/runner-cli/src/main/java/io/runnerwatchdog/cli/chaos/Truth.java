package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.diagnosis.RootCause;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a diagnosis must find. Immutable.
 *
 * @param cause the cause; empty: it is healthy and must not be taken for stalled
 * @param accepted causes that are not wrong either
 */
record Truth(Optional<RootCause> cause, List<RootCause> accepted) {
    /** The word for "not stalled". */
    static final String NONE = "none";

    Truth {
        Objects.requireNonNull(cause, "cause");
        accepted = List.copyOf(accepted);
    }

    boolean isHealthy() {
        return cause.isEmpty();
    }

    /** The cause in one word. */
    String word() {
        return cause.map(RootCause::id).orElse(NONE);
    }

    /** What to say of a stall that was diagnosed as {@code found}. */
    Verdict judge(RootCause found) {
        if (cause.isPresent() && cause.get().equals(found)) {
            return Verdict.OK;
        }
        return accepted.contains(found) ? Verdict.ACCEPTED : Verdict.MISS;
    }
}
