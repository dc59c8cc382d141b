package io.runnerwatchdog.internal.skip;

import java.util.regex.Pattern;

/** What is skipped as one: the steps of a command type in an environment. */
record StepKind(String type, String environment) {
    /** The names that a command may bear: what else stands in a file was not written by us. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    StepKind {
        requireName(type);
        requireName(environment);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a command type or environment: \"" + name + "\"");
        }
    }

    @Override
    public String toString() {
        return type + " in " + environment;
    }
}
