package io.runnerwatchdog.maven;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** What the end of a step means for the build. */
final class StepEnd {
    private final Set<Integer> successCodes;
    private final Redactor redactor;
    private final Path evidence;

    /**
     * The measure for ends.
     *
     * @param successCodes the exit codes that are no failure
     * @param evidence the file that a message points to
     */
    StepEnd(Set<Integer> successCodes, Redactor redactor, Path evidence) {
        this.successCodes = Set.copyOf(successCodes);
        this.redactor = redactor;
        this.evidence = evidence;
    }

    /**
     * Lets a success pass.
     *
     * @throws MojoFailureException if the step stalled, failed, or was refused
     * @throws MojoExecutionException if it could not be started: then it is the build that is wrong
     */
    void check(RunResult result) throws MojoFailureException, MojoExecutionException {
        Termination end = result.termination();
        if (end instanceof Termination.Exited exited && successCodes.contains(exited.code())) {
            return;
        }
        if (end instanceof Termination.NotStarted) {
            throw new MojoExecutionException(summary(result));
        }
        throw new MojoFailureException(result.stalled() ? String.join("\n", story(result)) : summary(result));
    }

    String summary(RunResult result) {
        return safe(result.diagnosis().summary());
    }

    /** The diagnosis as a whole: a build's log is often all that is left of the machine that it ran on. */
    private List<String> story(RunResult result) {
        Diagnosis diagnosis = result.diagnosis();
        List<String> lines = new ArrayList<>();
        lines.add(summary(result));
        diagnosis.chain().drawn(this::safe).forEach(line -> lines.add("  " + line));
        lines.add(String.format(
                Locale.ROOT,
                "root cause %s, confidence %.2f, attempt %d; evidence: %s",
                diagnosis.rootCause(),
                diagnosis.confidence().value(),
                result.attempt(),
                evidence));
        List<String> alive =
                result.stop().survivors().stream().map(StoppedProcess::label).toList();
        if (!alive.isEmpty()) {
            lines.add("could not be stopped: " + safe(String.join(", ", alive)));
        }
        return lines;
    }

    private String safe(String hostile) {
        return PlainText.of(redactor.redact(hostile));
    }
}
