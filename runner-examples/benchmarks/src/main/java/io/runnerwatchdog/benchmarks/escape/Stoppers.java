package io.runnerwatchdog.benchmarks.escape;

import java.util.ArrayList;
import java.util.List;

/** All that are compared. */
final class Stoppers {
    private Stoppers() {}

    /** Each of them anew, in the order of the table's columns. */
    static List<Stopper> all() {
        List<Stopper> all = new ArrayList<>(List.of(
                PlainKill.ofRoot(),
                PlainKill.ofDescendants(),
                new TimeoutTool(),
                new CommonsExec(),
                new ZtExec(),
                new NuProcesses(),
                Ours.named(Ours.NAME),
                Ours.named(Ours.MARKED),
                Ours.named(Ours.GROUPED)));
        all.addAll(Ours.controls());
        return all;
    }
}
