package io.runnerwatchdog.maven;

import java.util.regex.Pattern;

/** Text without anything that would steer a terminal. */
final class PlainText {
    /** Colours, which are left out; what else begins with the escape character is only made visible. */
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    /** Control and format characters, but not the tabulator. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\t]]");

    private PlainText() {}

    static String of(String hostile) {
        return STEERING.matcher(COLOURS.matcher(hostile).replaceAll("")).replaceAll("?");
    }
}
