package io.runnerwatchdog.cli.chaos;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A stall made on purpose, and what it truly is. Immutable.
 *
 * @param name how it is called, unlike all others
 * @param group which group it belongs to
 * @param why one sentence: why the truth is what it is, by construction
 * @param truth what a diagnosis must find
 * @param needs what must be there for it to run
 * @param files what is put into its directory: names and where they are from
 * @param steps its lines for the shell
 * @param terms under which conditions its command runs
 */
record Scenario(
        String name,
        String group,
        String why,
        Truth truth,
        List<Need> needs,
        Map<String, URL> files,
        Steps steps,
        Terms terms) {
    Scenario {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(truth, "truth");
        needs = List.copyOf(needs);
        files = Map.copyOf(files);
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(terms, "terms");
    }

    /** Whether it runs without privileges. */
    boolean isSafe() {
        return !needs.contains(new Need.Root());
    }
}
