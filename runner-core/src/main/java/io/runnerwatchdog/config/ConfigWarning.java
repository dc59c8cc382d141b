package io.runnerwatchdog.config;

import java.util.Objects;

/**
 * One thing in a configuration that can be used and is dangerous.
 *
 * @param source the file, or the name of the environment variable
 * @param path the JSON path of the value, for example {@code $.timeouts.hard_ms}; {@code $} for the document
 * @param line its line, from 1; 0 where there is none
 * @param column its column, from 1; 0 where there is none
 * @param found what stands there
 * @param danger why that is dangerous
 */
public record ConfigWarning(String source, String path, int line, int column, String found, String danger) {
    public ConfigWarning {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(danger, "danger");
    }

    /** For people: {@code config/runner.json:3:18: $.security.allowed_commands: found an empty array: every ...}. */
    public String describe() {
        String place = line > 0 ? source + ":" + line + ":" + column : source;
        return place + ": " + path + ": found " + found + ": " + danger;
    }
}
