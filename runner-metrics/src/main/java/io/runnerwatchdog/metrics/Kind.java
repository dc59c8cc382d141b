package io.runnerwatchdog.metrics;

import io.micrometer.core.instrument.Tags;
import io.runnerwatchdog.run.Command;

/** A kind of step: what it is and for which environment. Both are names that may stand in a tag. */
record Kind(String commandType, String environment) {
    /** All that are too many. */
    static final Kind OTHER = new Kind(TagValues.OTHER, TagValues.OTHER);

    /** The kind of a command that says neither: the one that is known before any run. */
    static final Kind DEFAULT = new Kind(Command.DEFAULT_NAME, Command.DEFAULT_NAME);

    Tags tags() {
        return Tags.of(MeterNames.COMMAND_TYPE, commandType, MeterNames.ENVIRONMENT, environment);
    }
}
