package io.runnerwatchdog.cli.chaos;

import java.util.Locale;

/** What came of a scenario. */
enum Verdict {
    /** The truth was found. */
    OK,
    /** Something was found that is not wrong either. */
    ACCEPTED,
    /** Something else was found. */
    MISS,
    /** It could not run here; it says nothing about the diagnosis. */
    NOT_RUN,
    /** The scenario did not do what it claims, or left something behind: a fault of the suite. */
    BROKEN;

    /** For people; those that need attention in capitals. */
    String word() {
        return this == OK || this == ACCEPTED || this == NOT_RUN
                ? name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : name();
    }

    /** Whether the diagnosis was put to the test. */
    boolean isJudged() {
        return this == OK || this == ACCEPTED || this == MISS;
    }
}
