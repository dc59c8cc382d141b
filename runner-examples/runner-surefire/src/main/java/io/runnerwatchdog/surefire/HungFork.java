package io.runnerwatchdog.surefire;

import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.surefire.extensions.ForkedProcessTimeoutContext;

/**
 * A forked JVM that has used up its time, as Surefire tells of it.
 *
 * @param pid the process that Surefire has started, often a shell whose child the JVM is
 * @param number which of the forks
 * @param timeoutSeconds the time that it had
 * @param reports where the reports of its tests go
 * @param java the program that it runs, where that is known
 */
record HungFork(long pid, int number, int timeoutSeconds, Path reports, Optional<Path> java) {
    HungFork {
        Objects.requireNonNull(reports, "reports");
        Objects.requireNonNull(java, "java");
    }

    static HungFork of(ForkedProcessTimeoutContext context) {
        return new HungFork(
                context.getPid(),
                context.getForkNumber(),
                context.getTimeoutSeconds(),
                context.getReportsDirectory().toPath().toAbsolutePath(),
                Optional.ofNullable(context.getJavaExecutable()).map(File::toPath));
    }
}
