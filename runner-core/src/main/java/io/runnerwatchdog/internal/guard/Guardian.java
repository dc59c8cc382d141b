package io.runnerwatchdog.internal.guard;

import io.runnerwatchdog.observe.ProcessIdentity;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Clears up after the host if that dies before it could do so itself. Thread-safe; no call blocks for long. */
public interface Guardian extends Consumer<ProcessIdentity>, AutoCloseable {
    /** By this its process can be told from those of runs. */
    String NAME = "runner-watchdog-guardian";

    /** Where there is none. */
    Guardian NOBODY = new Guardian() {
        @Override
        public void watch() {}

        @Override
        public void accept(ProcessIdentity process) {}

        @Override
        public void groups(Path prefix) {}

        @Override
        public void marks(String pattern) {}

        @Override
        public void close() {}
    };

    /** Sees to it that somebody watches from a moment later on; returns at once. */
    void watch();

    /** A process of a run that its cookie would not find. */
    @Override
    void accept(ProcessIdentity process);

    /** How the control groups of all runs begin, as a path. */
    void groups(Path prefix);

    /** What the marks of all runs look like: a basic regular expression. */
    void marks(String pattern);

    /** Everything has been stopped: lets the guardian go, and nothing more is done. Bounded. */
    @Override
    void close();
}
