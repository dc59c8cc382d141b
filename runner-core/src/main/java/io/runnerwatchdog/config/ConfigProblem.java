package io.runnerwatchdog.config;

import java.util.Objects;

/**
 * One thing that is wrong with a configuration.
 *
 * @param source the file, or the name of the environment variable
 * @param path the JSON path of the value, for example {@code $.timeouts.idle_ms}; {@code $} for the document
 * @param line its line, from 1; 0 where there is none
 * @param column its column, from 1; 0 where there is none
 * @param found what stands there
 * @param expected what should
 */
public record ConfigProblem(String source, String path, int line, int column, String found, String expected) {
    public ConfigProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(expected, "expected");
    }

    /** For people: {@code config/runner.json:3:18: $.timeouts.idle_ms: found "12s", expected a positive integer}. */
    public String describe() {
        String place = line > 0 ? source + ":" + line + ":" + column : source;
        return place + ": " + path + ": found " + found + ", expected " + expected;
    }
}
