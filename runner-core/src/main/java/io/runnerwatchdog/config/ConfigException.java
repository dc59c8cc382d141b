package io.runnerwatchdog.config;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown for a configuration that cannot be used; it says all that is wrong, not only the first thing. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::describe).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the document. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
