package io.runnerwatchdog.cli.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Something that goes wrong on purpose, of which more must hold than that its cause is found. Immutable.
 *
 * @param expected what holds in the end, in a few words
 * @param act what happens; it claims on its stage what must hold
 */
record Drill(String name, String group, String why, String expected, List<Need> needs, Act act) implements Scenario {
    /** What happens. */
    interface Act {
        /** @throws BrokenException if it cannot be done as it is meant */
        void play(Stage stage) throws IOException, InterruptedException, BrokenException;
    }

    Drill {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(expected, "expected");
        needs = List.copyOf(needs);
        Objects.requireNonNull(act, "act");
    }

    /** It counts, and loads the machine: others beside it would change both. */
    @Override
    public boolean parallel() {
        return false;
    }

    @Override
    public Finding play(Sandbox sandbox) throws IOException, InterruptedException, BrokenException {
        long start = System.nanoTime();
        Stage stage = new Stage(sandbox);
        act.play(stage);
        if (stage.claims() == 0) {
            throw new BrokenException("it claimed nothing");
        }
        return Finding.drilled(this, stage.claims(), stage.failed(), Duration.ofNanos(System.nanoTime() - start));
    }
}
