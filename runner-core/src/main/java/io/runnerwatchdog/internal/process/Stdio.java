package io.runnerwatchdog.internal.process;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** What one of a child's three standard streams is connected to. */
public sealed interface Stdio {
    /** For the one that it reads from. */
    Redirect source();

    /** For one that it writes to. */
    Redirect target();

    /** The host's own stream. */
    record Inherited() implements Stdio {
        @Override
        public Redirect source() {
            return Redirect.INHERIT;
        }

        @Override
        public Redirect target() {
            return Redirect.INHERIT;
        }
    }

    /** A file that the child's stream is opened on; also a pipe of ours by its name under {@code /proc}. */
    record OnFile(Path path) implements Stdio {
        @Override
        public Redirect source() {
            return Redirect.from(path.toFile());
        }

        @Override
        public Redirect target() {
            return Redirect.to(path.toFile());
        }
    }

    /** A pipe that the Java platform makes; {@link StartedChild} has our end of it. */
    record PlatformPipe() implements Stdio {
        @Override
        public Redirect source() {
            return Redirect.PIPE;
        }

        @Override
        public Redirect target() {
            return Redirect.PIPE;
        }
    }

    /** Nothing to read: at its end at once. */
    record Nothing() implements Stdio {
        private static final boolean WINDOWS = File.separatorChar == '\\';

        @Override
        public Redirect source() {
            return Redirect.from(new File(WINDOWS ? "NUL" : "/dev/null"));
        }

        @Override
        public Redirect target() {
            return Redirect.DISCARD;
        }
    }
}
