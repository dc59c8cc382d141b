package io.runnerwatchdog.metrics;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.run.Command;

/**
 * What may stand in tags. Events may come from a file that anybody can write to, so each value is bounded in number and
 * in length. Thread-safe.
 */
final class TagBounds {
    /** How many causes and classifiers get a series of their own. */
    private static final int MOST_CAUSES_AND_CLASSIFIERS = 64;

    /** Types and environments bounded each for itself could still be paired in many thousand ways. */
    private static final int PAIRS_PER_NAME = 5;

    /** Longer than any name of ours, of a machine, or of a class. */
    private static final int MOST_CHARACTERS = 255;

    private final Bounded<String> types;
    private final Bounded<String> environments;
    private final Bounded<Kind> kinds;
    private final Bounded<String> hosts;
    private final Bounded<String> causes = names(MOST_CAUSES_AND_CLASSIFIERS);
    private final Bounded<String> classifiers = names(MOST_CAUSES_AND_CLASSIFIERS);

    TagBounds(int mostNames) {
        // The default is there from the start and takes nobody's place.
        types = names(mostNames + 1);
        environments = names(mostNames + 1);
        kinds = new Bounded<>(mostNames * PAIRS_PER_NAME + 1, Kind.OTHER);
        kind(Command.DEFAULT_NAME, Command.DEFAULT_NAME);
        hosts = names(mostNames);
        RootCause.builtIn().forEach(this::cause);
    }

    Kind kind(RunInfo run) {
        return kind(run.commandType(), run.environment());
    }

    Kind kind(String commandType, String environment) {
        return kinds.of(new Kind(of(types, commandType), of(environments, environment)));
    }

    String host(String name) {
        return of(hosts, name);
    }

    String cause(RootCause cause) {
        return of(causes, cause.id());
    }

    String classifier(String id) {
        return of(classifiers, id);
    }

    private static Bounded<String> names(int most) {
        return new Bounded<>(most, TagValues.OTHER);
    }

    /** Never empty: Prometheus takes an empty label for one that is missing. */
    private static String of(Bounded<String> known, String name) {
        if (name.isEmpty()) {
            return TagValues.UNKNOWN;
        }
        return name.length() > MOST_CHARACTERS ? TagValues.OTHER : known.of(name);
    }
}
