package io.runnerwatchdog.benchmarks.escape;

import java.time.Duration;
import java.util.List;

/** A way to run a command that has a limit, and to stop it there in the way that its own documentation says. */
interface Stopper {
    /** After so long the command is to be stopped. */
    Duration LIMIT = Duration.ofSeconds(1);

    /** What made it return. */
    enum Ending {
        /** The limit was reached, and the command was stopped. */
        STOPPED,
        /** The command had ended before that, as far as was seen. */
        BY_ITSELF
    }

    /** Its name and version. */
    String name();

    /** Whether it is this project: then many rounds are played, for it is to lose nobody in any of them. */
    default boolean ours() {
        return false;
    }

    /** Runs a command with both of its streams read, and returns when all that it does about it is done. */
    Ending run(List<String> argv) throws Exception;
}
