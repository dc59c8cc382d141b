package io.runnerwatchdog.internal.skip;

import java.time.Instant;
import java.util.Objects;

/** Whether a step is started. */
public sealed interface Decision {
    /** It is started like any other. */
    record Run() implements Decision {}

    /** It is started, and how it ends decides about the others: its end has to be told. */
    record RunAsCanary() implements Decision {}

    /**
     * It is not started.
     *
     * @param until when this is over at the latest; the next step is then the canary
     * @param reason for people
     */
    record Skip(Instant until, String reason) implements Decision {
        public Skip {
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
