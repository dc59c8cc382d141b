package io.runnerwatchdog.classifiers.testkit;

import io.runnerwatchdog.diagnosis.RootCause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How values of a type that has a usual spelling are written: as one text.
 *
 * @param reader throws an unchecked exception where the text is no such value
 * @param expected what a reader is told to write
 */
record TextForm<T>(Class<T> type, Function<String, T> reader, String expected) {
    private static final List<TextForm<?>> ALL = List.of(
            new TextForm<>(String.class, text -> text, "a text"),
            new TextForm<>(
                    Duration.class, Duration::parse, "a duration as ISO 8601 writes it, for example \"PT12.5S\""),
            new TextForm<>(Path.class, Path::of, "a path"),
            new TextForm<>(RootCause.class, RootCause::of, "a root cause, for example \"network\""));

    /** The form of this type; empty where its values are not written as a text. */
    static Optional<TextForm<?>> of(Class<?> type) {
        return ALL.stream().filter(form -> form.type == type).findFirst();
    }
}
