package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.cli.step.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Something that a scenario needs to run. Immutable. */
sealed interface Need {
    /** For people. */
    String describe();

    /** Whether it is here. */
    boolean isMet() throws InterruptedException;

    /** The need that a word in a scenario file means: {@code root}, a path, or a program. */
    static Need of(String word) {
        if (word.equals("root")) {
            return new Root();
        }
        return word.startsWith("/") ? new Present(Path.of(word)) : new Program(word);
    }

    /** The privileges of root. */
    record Root() implements Need {
        @Override
        public String describe() {
            return "root";
        }

        @Override
        public boolean isMet() {
            try {
                return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
            } catch (IOException | UnsupportedOperationException notLinux) {
                return false;
            }
        }
    }

    /** A program on the path. */
    record Program(String name) implements Need {
        public Program {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public boolean isMet() {
            return Shell.isOnPath(name);
        }
    }

    /** A file, a directory or a device. */
    record Present(Path path) implements Need {
        public Present {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String describe() {
            return path.toString();
        }

        @Override
        public boolean isMet() {
            return Files.exists(path);
        }
    }

    /**
     * A line for the shell that must succeed, where nothing simpler tells.
     *
     * @param what what it proves, for people
     */
    record Proof(String what, String line) implements Need {
        private static final long PATIENCE_SECONDS = 20;

        public Proof {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(line, "line");
        }

        @Override
        public String describe() {
            return what;
        }

        @Override
        public boolean isMet() throws InterruptedException {
            List<String> argv = Shell.line(line, false);
            ProcessBuilder builder = new ProcessBuilder(argv)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process;
            try {
                process = builder.start();
            } catch (IOException noShell) {
                return false;
            }
            try {
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
