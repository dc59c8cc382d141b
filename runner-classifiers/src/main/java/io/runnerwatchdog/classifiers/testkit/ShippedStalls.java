package io.runnerwatchdog.classifiers.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The recorded stalls in the jar. */
final class ShippedStalls {
    /** A jar does not list its directories. */
    private static final List<String> NAMES = List.of(
            "asyncio-socket",
            "curl-silent-server",
            "fifo-open",
            "flock-held-outside",
            "full-pipe",
            "git-ssh-connecting",
            "java-deadlock",
            "pipe-deadlock",
            "pthread-deadlock",
            "shell-sleep",
            "sqlite-busy",
            "stopped-child",
            "terminal-read");

    private ShippedStalls() {}

    static List<RecordedStall> read() {
        return NAMES.stream().map(ShippedStalls::read).toList();
    }

    private static RecordedStall read(String name) {
        InputStream in = Objects.requireNonNull(
                ShippedStalls.class.getResourceAsStream("recorded-stalls/" + name + ".json"),
                name + " is missing from the jar");
        try (Reader text = new InputStreamReader(in, StandardCharsets.US_ASCII)) {
            return RecordedStall.read(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
