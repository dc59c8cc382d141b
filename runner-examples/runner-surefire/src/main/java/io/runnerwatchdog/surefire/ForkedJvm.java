package io.runnerwatchdog.surefire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Finds the JVM of a fork: Surefire starts it through a shell, and tells the number of that. */
final class ForkedJvm {
    /** A shell, perhaps a tool such as {@code nice} or {@code taskset}, the JVM; further down are the programs of tests. */
    private static final int MOST_PROCESSES = 50;

    private ForkedJvm() {}

    /** The JVM, or what Surefire has started where no JVM is to be seen; empty if that is gone. */
    static Optional<ProcessHandle> of(HungFork fork) {
        if (fork.pid() <= 0) {
            return Optional.empty();
        }
        return ProcessHandle.of(fork.pid()).map(top -> nearest(top, fork).orElse(top));
    }

    /** Level by level: tests may have started JVMs of their own, further down. */
    private static Optional<ProcessHandle> nearest(ProcessHandle top, HungFork fork) {
        Deque<ProcessHandle> waiting = new ArrayDeque<>();
        waiting.add(top);
        for (int seen = 0; seen < MOST_PROCESSES && !waiting.isEmpty(); seen++) {
            ProcessHandle process = waiting.remove();
            if (isJvm(process, fork)) {
                return Optional.of(process);
            }
            process.children().forEach(waiting::add);
        }
        return Optional.empty();
    }

    private static boolean isJvm(ProcessHandle process, HungFork fork) {
        Optional<Path> program = process.info().command().map(Path::of);
        return program.isPresent()
                && (program.equals(fork.java().map(ForkedJvm::real))
                        || program.get().endsWith("java"));
    }

    /** The system shows what a process runs without symbolic links. */
    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException gone) {
            return program;
        }
    }
}
