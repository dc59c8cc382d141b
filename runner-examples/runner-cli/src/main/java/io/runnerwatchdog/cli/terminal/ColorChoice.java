package io.runnerwatchdog.cli.terminal;

import java.util.Map;

/** When text is coloured. */
public enum ColorChoice {
    /** On a terminal that can do it, unless the environment says otherwise. */
    AUTO,
    ALWAYS,
    NEVER;

    /** What holds for a stream, by the usual variables: {@code NO_COLOR}, {@code CLICOLOR_FORCE}, {@code CLICOLOR}, {@code TERM}. */
    boolean isColoured(boolean terminal, Map<String, String> environment) {
        if (this != AUTO) {
            return this == ALWAYS;
        }
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
            return true;
        }
        return terminal
                && !environment.getOrDefault("TERM", "dumb").equals("dumb")
                && !environment.getOrDefault("CLICOLOR", "1").equals("0");
    }
}
