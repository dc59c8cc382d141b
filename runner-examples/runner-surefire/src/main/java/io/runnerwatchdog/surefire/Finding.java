package io.runnerwatchdog.surefire;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.util.Objects;

/**
 * What was found out about a fork.
 *
 * @param diagnosis why it hangs
 * @param tree its processes; without members where the platform shows nothing
 */
record Finding(Diagnosis diagnosis, TreeSnapshot tree) {
    Finding {
        Objects.requireNonNull(diagnosis, "diagnosis");
        Objects.requireNonNull(tree, "tree");
    }
}
