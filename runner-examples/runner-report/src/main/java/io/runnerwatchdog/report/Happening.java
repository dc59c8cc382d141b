package io.runnerwatchdog.report;

import java.util.Optional;

/** What a line of evidence tells of, as far as it is counted. */
enum Happening {
    IDLE_STALL,
    HARD_STALL,
    SUCCEEDED,
    FAILED,
    KILLED,
    SKIPPED,
    BLOCKED,
    SLOW;

    /** Empty for events that this version does not know. */
    static Optional<Happening> of(Entry record) {
        return switch (record.event()) {
            case "idle-timeout" -> Optional.of(IDLE_STALL);
            case "hard-timeout" -> Optional.of(HARD_STALL);
            case "exit" -> Optional.of(record.status().orElse("").equals("success") ? SUCCEEDED : FAILED);
            case "killed" -> Optional.of(KILLED);
            case "skipped" -> Optional.of(SKIPPED);
            case "blocked" -> Optional.of(BLOCKED);
            case "slow" -> Optional.of(SLOW);
            default -> Optional.empty();
        };
    }

    boolean isStall() {
        return this == IDLE_STALL || this == HARD_STALL;
    }

    /** Whether a step is over that ran, or should have run. */
    boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == KILLED;
    }

    /** For an end: {@code success}, {@code failed} or {@code killed}. */
    String outcome() {
        return this == SUCCEEDED ? "success" : this == KILLED ? "killed" : "failed";
    }
}
