package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of one scenario. Immutable.
 *
 * @param diagnosis what was found; empty where nothing stalled
 * @param note why it did not run, or what is wrong with it; empty otherwise
 * @param took how long it took in all
 */
record Finding(Scenario scenario, Verdict verdict, Optional<Diagnosis> diagnosis, String note, Duration took) {
    Finding {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(diagnosis, "diagnosis");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(took, "took");
    }

    static Finding stalled(Scenario scenario, Diagnosis diagnosis, Duration took) {
        Verdict verdict = scenario.truth().judge(diagnosis.rootCause());
        return new Finding(scenario, verdict, Optional.of(diagnosis), "", took);
    }

    static Finding healthy(Scenario scenario, Duration took) {
        return new Finding(scenario, Verdict.OK, Optional.empty(), "", took);
    }

    static Finding notRun(Scenario scenario, String why) {
        return new Finding(scenario, Verdict.NOT_RUN, Optional.empty(), why, Duration.ZERO);
    }

    static Finding broken(Scenario scenario, String why, Duration took) {
        return new Finding(scenario, Verdict.BROKEN, Optional.empty(), why, took);
    }

    /** The same, but broken: it left something behind. */
    Finding leaving(String what) {
        return new Finding(
                scenario,
                Verdict.BROKEN,
                diagnosis,
                note.isEmpty() ? "left behind: " + what : note + "; left behind: " + what,
                took);
    }

    /** What was found, in one word; empty where it was not judged. */
    Optional<String> found() {
        if (!verdict.isJudged()) {
            return Optional.empty();
        }
        return Optional.of(diagnosis.map(found -> found.rootCause().id()).orElse(Truth.NONE));
    }

    /** The verdict for people, with the note where there is one. */
    String describe() {
        return note.isEmpty() ? verdict.word() : verdict.word() + ": " + note;
    }
}
