package io.runnerwatchdog.internal.process;

import java.nio.file.Path;

/** What one of a child's three standard streams is connected to. */
public sealed interface Stdio {
    /** The host's own stream. */
    record Inherited() implements Stdio {}

    /** A file that the child's stream is opened on; also a pipe of ours by its name under {@code /proc}. */
    record OnFile(Path path) implements Stdio {}

    /** A pipe that the Java platform makes; {@link StartedChild} has our end of it. */
    record PlatformPipe() implements Stdio {}

    /** Nothing to read: at its end at once. */
    record Nothing() implements Stdio {}
}
