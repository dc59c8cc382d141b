package io.runnerwatchdog.config;

import io.runnerwatchdog.config.JsonValue.Place;

/**
 * A value and where it was set.
 *
 * @param source the file, the variable, or what else it came from
 * @param place where in the file; {@link #NOWHERE} if it came from elsewhere
 */
record Placed<T>(T value, String source, Place place) {
    static final Place NOWHERE = new Place("$", 0, 0);

    private static final String BUILT_IN = "what is built in";

    static <T> Placed<T> builtIn(T value) {
        return new Placed<>(value, BUILT_IN, NOWHERE);
    }

    boolean isBuiltIn() {
        return source.equals(BUILT_IN);
    }

    /** How a message names where it was set: {@code environments.ci.hard_ms}, {@code RUNNER_HARD_MS}. */
    String where() {
        return place.equals(NOWHERE) ? source : place.path().substring("$.".length());
    }

    ConfigWarning warning(String found, String danger) {
        return new ConfigWarning(source, place.path(), place.line(), place.column(), found, danger);
    }
}
