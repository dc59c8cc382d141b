package io.runnerwatchdog.benchmarks.escape;

import java.util.List;
import java.util.Optional;

/** What plays the cases. */
interface CaseProgram {
    /** The command that plays a case and whose processes carry a mark. */
    List<String> argv(Case played, Mark mark);

    /** Why a case cannot be played here; empty where it can. */
    default Optional<String> obstacle(Case played) {
        return Optional.empty();
    }
}
