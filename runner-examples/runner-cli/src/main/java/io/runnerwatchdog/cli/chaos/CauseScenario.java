package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.diagnosis.RootCause;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A stall made on purpose, and what its cause truly is. Immutable.
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
record CauseScenario(
        String name,
        String group,
        String why,
        Truth truth,
        List<Need> needs,
        Map<String, URL> files,
        Steps steps,
        Terms terms)
        implements Scenario {
    CauseScenario {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(truth, "truth");
        needs = List.copyOf(needs);
        files = Map.copyOf(files);
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(terms, "terms");
    }

    @Override
    public String expected() {
        return truth.word();
    }

    @Override
    public List<RootCause> accepted() {
        return truth.accepted();
    }

    @Override
    public boolean parallel() {
        return terms.parallel();
    }

    @Override
    public Optional<String> cleanup() {
        return steps.cleanup();
    }

    @Override
    public Finding play(Sandbox sandbox) throws IOException, InterruptedException, BrokenException {
        return new CauseTrial(this).runIn(sandbox);
    }
}
