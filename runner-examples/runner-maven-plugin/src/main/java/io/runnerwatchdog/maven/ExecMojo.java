package io.runnerwatchdog.maven;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs a command under watch. If it stalls, the build fails and says why, and the whole process tree of the command is
 * stopped before that. Its standard input is empty.
 */
@Mojo(name = "exec", threadSafe = true, requiresProject = false)
public final class ExecMojo extends AbstractMojo {
    /** The program. Either this or <code>commandLine</code> is required. */
    @Parameter(property = "runner.executable")
    private String executable;

    /** The arguments of the program, as they are: no shell reads them. */
    @Parameter(property = "runner.arguments")
    private List<String> arguments = new ArrayList<>();

    /** A line that <code>sh</code> runs, in place of a program with arguments. */
    @Parameter(property = "runner.commandLine")
    private String commandLine;

    /** Where it runs. */
    @Parameter(property = "runner.workingDirectory", defaultValue = "${basedir}")
    private File workingDirectory;

    /** Environment variables, beside those of Maven itself. */
    @Parameter
    private Map<String, String> environmentVariables = new LinkedHashMap<>();

    /** What kind of step it is, by which limits are configured and stalls are counted: build, test, deploy and so on. */
    @Parameter(property = "runner.commandType", defaultValue = "build")
    private String commandType;

    /** The environment that it runs for, for example ci. */
    @Parameter(property = "runner.environment")
    private String environment;

    /** It stalls after so many milliseconds without output. If not set: by the configuration, else 12 s. */
    @Parameter(property = "runner.idleMs")
    private Long idleMs;

    /** It stalls after so many milliseconds in all. If not set: by the configuration, else 45 s. */
    @Parameter(property = "runner.hardMs")
    private Long hardMs;

    /** Milliseconds from the polite stop to the forced one. If not set: by the configuration, else 4 s. */
    @Parameter(property = "runner.graceMs")
    private Long graceMs;

    /** What counts as a sign of life: <code>output</code>, or <code>progress</code> for CPU time and I/O as well. */
    @Parameter(property = "runner.liveness", defaultValue = "output")
    private String liveness;

    /** How often it is tried in all while it stalls for a cause that may pass. If not set: by the configuration, else once. */
    @Parameter(property = "runner.attempts")
    private Integer attempts;

    /** The configuration, a <code>runner.json</code>. If not set, there is none. */
    @Parameter(property = "runner.config")
    private File config;

    /** Where the evidence goes. If not set: by the configuration, else <code>runner</code> in the build directory. */
    @Parameter(property = "runner.evidenceDirectory")
    private File evidenceDirectory;

    /** Where both streams of its output go, in place of Maven's log. */
    @Parameter(property = "runner.outputFile")
    private File outputFile;

    /** The exit codes that are no failure. */
    @Parameter(property = "runner.successCodes", defaultValue = "0")
    private Set<Integer> successCodes;

    /** Whether to do nothing. */
    @Parameter(property = "runner.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${basedir}", readonly = true)
    private File basedir;

    /** Null where there is no pom. */
    @Parameter(defaultValue = "${project.basedir}", readonly = true)
    private File projectDirectory;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true)
    private File buildDirectory;

    /** Made by Maven, which fills in the parameters. */
    public ExecMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped by runner.skip");
            return;
        }
        Command command = CommandMaker.of(Optional.ofNullable(executable), arguments, Optional.ofNullable(commandLine))
                .in(workingDirectory.toPath())
                .variables(environmentVariables)
                .kind(Optional.ofNullable(commandType), Optional.ofNullable(environment))
                .limits(Optional.ofNullable(idleMs), Optional.ofNullable(hardMs), Optional.ofNullable(graceMs))
                .liveness(Optional.ofNullable(liveness))
                .attempts(Optional.ofNullable(attempts))
                .make();
        StepSettings settings = StepSettings.read(
                path(config),
                System.getenv(),
                path(evidenceDirectory),
                basedir.toPath(),
                usualBuildDirectory().resolve("runner"));
        run(command, settings);
    }

    /** Without a pom, Maven knows the build directory only as an expression that nobody has evaluated. */
    private Path usualBuildDirectory() {
        return projectDirectory == null ? basedir.toPath().resolve("target") : buildDirectory.toPath();
    }

    private static Optional<Path> path(File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }

    private void run(Command command, StepSettings settings) throws MojoExecutionException, MojoFailureException {
        // A step takes seconds; half a millisecond more for the mark, and no process escapes.
        try (StepOutput output =
                        outputFile == null ? StepOutput.lines(getLog()::info) : StepOutput.file(outputFile.toPath());
                EvidenceLog evidence = settings.evidenceLog();
                Watchdog watchdog = Watchdog.builder()
                        .config(settings.config())
                        .listener(evidence)
                        .containment(Containment.MARK)
                        .build()) {
            RunResult result = watchdog.run(output.of(command));
            StepEnd end = new StepEnd(successCodes, settings.redactor(), evidence.file());
            if (result.shadowStall().isPresent()) {
                getLog().warn("would have been stopped: " + end.summary(result));
            }
            end.check(result);
        } catch (IllegalArgumentException contradiction) {
            throw new MojoExecutionException(
                    "the command cannot be run so: " + contradiction.getMessage(), contradiction);
        } catch (IOException unwritable) {
            throw new WrongParameterException("outputFile", outputFile, "a file that can be written: " + unwritable);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("the build was interrupted; the command was stopped", ending);
        }
    }
}
