package io.runnerwatchdog.benchmarks.escape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The {@code timeout} of GNU coreutils: SIGTERM to its process group at the limit, SIGKILL a second later. */
final class TimeoutTool implements Stopper {
    /** The first word of its own command line, which repeats that of the command. */
    static final String PROGRAM = "timeout";

    private static final int KILLED = 128 + 9;

    /** Its own word for a limit that was reached, and what it leaves with when it had to kill. */
    private static final Set<Integer> STOPPED = Set.of(124, KILLED);

    @Override
    public String name() {
        return "timeout -k 1 1";
    }

    @Override
    public Ending run(List<String> argv) throws Exception {
        String limit = String.valueOf(LIMIT.toSeconds());
        List<String> wrapped = new ArrayList<>(List.of(PROGRAM, "-k", limit, limit));
        wrapped.addAll(argv);
        return STOPPED.contains(ReadProcess.start(wrapped).end()) ? Ending.STOPPED : Ending.BY_ITSELF;
    }
}
