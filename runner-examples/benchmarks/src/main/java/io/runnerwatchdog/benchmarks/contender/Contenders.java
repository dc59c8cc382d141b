package io.runnerwatchdog.benchmarks.contender;

import java.util.List;

/** All that are compared. */
public final class Contenders {
    private Contenders() {}

    /** Each of them anew; the first is the one that the ratios refer to. */
    public static List<Contender> all() {
        return List.of(new PlainThreads(), new Ours(), new CommonsExec(), new ZtExec(), new NuProcesses());
    }
}
