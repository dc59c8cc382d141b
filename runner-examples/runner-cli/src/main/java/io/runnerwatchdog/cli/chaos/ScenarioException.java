package io.runnerwatchdog.cli.chaos;

/** Thrown for a scenario file that cannot be used; says what is wrong, where, what was found and what is expected. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    ScenarioException(String file, Json.Place place, String found, String expected) {
        super(file + ":" + place.line() + ": " + (place.path().isEmpty() ? "" : place.path() + ": ") + "found " + found
                + ", expected " + expected);
    }
}
