package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.diagnosis.Verdict;
import java.time.Duration;
import java.util.Optional;

/** What came of asking a classifier about a stall. */
sealed interface Answer {
    /** It came back in a way that it may. */
    record Said(Optional<Verdict> verdict, Duration took) implements Answer {}

    /** It did what it must not, and what to do about that. */
    record Failed(String how) implements Answer {}

    /** It has not come back. */
    record Missing(Duration after) implements Answer {}

    /** In a message: without the reasons, which may be long and hostile. */
    default String describe() {
        if (this instanceof Said said) {
            return said.verdict
                    .map(verdict ->
                            verdict.rootCause() + " " + verdict.confidence().value())
                    .orElse("nothing");
        }
        return this instanceof Failed failed ? failed.how : "not a word";
    }

    /** Whether two are alike but for the time that they took. */
    default boolean isLike(Answer other) {
        return this instanceof Said one && other instanceof Said another
                ? one.verdict.equals(another.verdict)
                : equals(other);
    }
}
