package io.runnerwatchdog.internal.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Dumps recorded from {@code StuckJvm} on Linux, x86_64: OpenJDK 17.0.15 and 25.0.3. */
final class Dumps {
    static final List<String> ALL = List.of(
            "monitors-17",
            "locks-17",
            "latch-17",
            "sleep-17",
            "child-17",
            "socket-17",
            "wait-17",
            "monitors-25",
            "locks-25",
            "latch-25",
            "sleep-25",
            "child-25",
            "socket-25",
            "wait-25",
            "virtual-25");

    private Dumps() {}

    static String text(String name) {
        try (InputStream in = Dumps.class.getResourceAsStream(name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static ThreadDump parsed(String name) {
        return ThreadDumpParser.parse(text(name));
    }

    /** The only thread of this name. */
    static JavaThread thread(ThreadDump dump, String name) {
        List<JavaThread> found = dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " threads are called " + name);
        }
        return found.get(0);
    }
}
