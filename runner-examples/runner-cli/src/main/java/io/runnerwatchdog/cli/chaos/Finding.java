package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of one scenario. Immutable.
 *
 * @param diagnosis what was diagnosed; empty where nothing stalled
 * @param result what came of it, in a word or two
 * @param note why it did not run, or what is wrong with it; empty otherwise
 * @param took how long it took in all
 */
record Finding(
        Scenario scenario, Verdict verdict, Optional<Diagnosis> diagnosis, String result, String note, Duration took) {
    Finding {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(diagnosis, "diagnosis");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(took, "took");
    }

    static Finding stalled(CauseScenario scenario, Diagnosis diagnosis, Duration took) {
        Verdict verdict = scenario.truth().judge(diagnosis.rootCause());
        String cause = diagnosis.rootCause().id();
        return new Finding(scenario, verdict, Optional.of(diagnosis), cause, "", took);
    }

    static Finding healthy(CauseScenario scenario, Duration took) {
        return new Finding(scenario, Verdict.OK, Optional.empty(), Truth.NONE, "", took);
    }

    /** @param failed what does not hold, of all that was to */
    static Finding drilled(Drill drill, int claims, List<String> failed, Duration took) {
        String result = claims - failed.size() + " of " + claims + " hold";
        Verdict verdict = failed.isEmpty() ? Verdict.OK : Verdict.MISS;
        return new Finding(drill, verdict, Optional.empty(), result, String.join("; ", failed), took);
    }

    static Finding notRun(Scenario scenario, String why) {
        return new Finding(scenario, Verdict.NOT_RUN, Optional.empty(), "", why, Duration.ZERO);
    }

    static Finding broken(Scenario scenario, String why, Duration took) {
        return new Finding(scenario, Verdict.BROKEN, Optional.empty(), "", why, took);
    }

    /** The same, but broken: it left something behind. */
    Finding leaving(String what) {
        return new Finding(
                scenario,
                Verdict.BROKEN,
                diagnosis,
                result,
                note.isEmpty() ? "left behind: " + what : note + "; left behind: " + what,
                took);
    }

    /** What was found; empty where it was not judged. */
    Optional<String> found() {
        return verdict.isJudged() ? Optional.of(result) : Optional.empty();
    }

    /** The verdict for people, with the note where there is one. */
    String describe() {
        return note.isEmpty() ? verdict.word() : verdict.word() + ": " + note;
    }
}
