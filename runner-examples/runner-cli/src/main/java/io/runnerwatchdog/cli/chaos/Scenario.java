package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.diagnosis.RootCause;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is made to go wrong on purpose, and what must hold then: {@link CauseScenario} puts a diagnosis to the test,
 * {@link Drill} all the rest.
 */
sealed interface Scenario permits CauseScenario, Drill {
    /** How it is called, unlike all others. */
    String name();

    /** Which group it belongs to. */
    String group();

    /** One sentence: why what it expects must hold. */
    String why();

    /** What must come of it, for people: a root cause, or what holds in the end. */
    String expected();

    /** What is not wrong either. */
    default List<RootCause> accepted() {
        return List.of();
    }

    /** What must be there for it to run. */
    List<Need> needs();

    /** What is put into its directory: names and where they are from. */
    default Map<String, URL> files() {
        return Map.of();
    }

    /** Whether it may run beside others. */
    boolean parallel();

    /**
     * Lets it happen, once what it needs is there.
     *
     * @throws BrokenException if it does not do what it claims
     */
    Finding play(Sandbox sandbox) throws IOException, InterruptedException, BrokenException;

    /** A line for the shell that undoes what the end of all processes does not undo. */
    default Optional<String> cleanup() {
        return Optional.empty();
    }

    /** Whether it runs without privileges. */
    default boolean isSafe() {
        return !needs().contains(new Need.Root());
    }
}
