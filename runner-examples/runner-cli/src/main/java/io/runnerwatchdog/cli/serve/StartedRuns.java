package io.runnerwatchdog.cli.serve;

import io.runnerwatchdog.run.RunId;
import java.util.LinkedHashSet;
import java.util.Set;

/** The runs that were seen and have not ended; bounded, since a run whose host died never ends in the evidence. */
final class StartedRuns {
    private static final int MOST = 10_000;

    private final Set<RunId> open = new LinkedHashSet<>();

    /** Whether this is the first event of the run. */
    boolean isFirst(RunId run, boolean last) {
        boolean first = last ? !open.remove(run) : open.add(run);
        if (open.size() > MOST) {
            open.remove(open.iterator().next());
        }
        return first;
    }
}
