package io.runnerwatchdog.maven;

import org.apache.maven.plugin.MojoExecutionException;

/** Thrown for a parameter that cannot be used: says which one, what was found and what is expected. */
final class WrongParameterException extends MojoExecutionException {
    private static final long serialVersionUID = 1L;

    WrongParameterException(String parameter, Object found, String expected) {
        super("parameter " + parameter + " (property runner." + parameter + ") of runner:exec: found " + shown(found)
                + ", expected " + expected);
    }

    private static String shown(Object found) {
        return found instanceof String text ? "\"" + PlainText.of(text) + "\"" : String.valueOf(found);
    }
}
