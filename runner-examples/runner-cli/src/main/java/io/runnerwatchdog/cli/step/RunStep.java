package io.runnerwatchdog.cli.step;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.terminal.ExitCode;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.cli.waits.ChainTree;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.Liveness;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Stream;
import io.runnerwatchdog.run.Termination;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one step under watch, its output streaming through. */
@CommandLine.Command(
        name = "run-step",
        description =
                "Runs one command under idle and hard limits; when it stalls, tells why and stops its whole tree.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ends with the step's own code; 124 after a stall, 125 where the runner itself failed, 126 where the command",
            "is not allowed or not executable, 127 where it was not found, 75 where steps of its kind stalled too often",
            "lately and it was skipped, 2 for wrong usage."
        })
public final class RunStep implements Callable<Integer> {
    /** How long an end by a signal of the host's may take: grace, patience, listeners. */
    @Parameters(
            paramLabel = "COMMAND TYPE [ENVIRONMENT] | -- ARGV",
            arity = "1..*",
            description = "A line for the shell, its command type and environment; or, with --type, a program and its"
                    + " arguments, run without a shell.")
    private List<String> words;

    @Option(names = "--type", description = "The command type; the words are then a program and its arguments.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--env", description = "The environment, together with --type.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--idle-ms", paramLabel = "MS", description = "Stall after so long without output.")
    private Optional<Long> idle = Optional.empty();

    @Option(names = "--hard-ms", paramLabel = "MS", description = "Stall after so long in all.")
    private Optional<Long> hard = Optional.empty();

    @Option(names = "--grace-ms", paramLabel = "MS", description = "From SIGTERM to SIGKILL.")
    private Optional<Long> grace = Optional.empty();

    @Option(names = "--warn-ms", paramLabel = "MS", description = "Tell after so long that the step is slow.")
    private Optional<Long> warn = Optional.empty();

    @Option(names = "--liveness", description = "What counts as a sign of life: output (default) or progress.")
    private Optional<String> liveness = Optional.empty();

    @Option(
            names = "--stdin",
            paramLabel = "closed|inherit",
            description = "What the step reads: nothing (default), or what the runner itself would read.")
    private String stdin = "closed";

    @Option(names = "--login", description = "Use a login shell (-lc).")
    private boolean login;

    @Option(names = "--no-classify", description = "Stop a stalled step without asking the classifiers.")
    private boolean noClassify;

    @Option(
            names = "--shadow",
            description = "Find out why a stalled step stalls and write it down, but do not stop it.")
    private boolean shadow;

    @Option(names = "--json", description = "Print the result as one JSON line on standard error.")
    private boolean json;

    @Option(names = "--explain", description = "Print who waits for whom when the step stalls.")
    private boolean explain;

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    /** Until the configuration is read. */
    private Redactor redactor = Redactor.standard();

    @Override
    public Integer call() throws Exception {
        RunnerConfig config = settings.load();
        redactor = Settings.redactor(config);
        PrintWriter err = spec.commandLine().getErr();
        PassThrough out = new PassThrough(new FileOutputStream(FileDescriptor.out));
        PassThrough errors = new PassThrough(new FileOutputStream(FileDescriptor.err));
        Command command = command().sink(out.sink(Stream.STDOUT)).sink(errors.sink(Stream.STDERR));
        RunResult result;
        try (EvidenceLog evidence =
                        EvidenceLog.in(settings.evidenceDirectory(config), Settings.evidenceOptions(config));
                Watchdog watchdog = watchdog(config, evidence)) {
            // Before the start, so that there is no moment in which a signal ends us and not the step. Closing stops
            // the
            // step and writes its last line of evidence, within bounds.
            Thread hook = new Thread(watchdog::close, "runner-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            Run run = start(watchdog, command);
            out.onBroken(run::cancel);
            result = run.await();
            removeHook(hook);
        }
        int code = ExitCode.of(result);
        tell(result, err);
        out.finish("::STEP::DONE::code=" + code + "\n");
        return code;
    }

    private static Run start(Watchdog watchdog, Command command) {
        try {
            return watchdog.start(command);
        } catch (IllegalArgumentException contradiction) {
            throw new UsageException(contradiction.getMessage());
        }
    }

    private Watchdog watchdog(RunnerConfig config, EvidenceLog evidence) {
        // A step takes seconds; half a millisecond more, and no process escapes.
        WatchdogBuilder builder =
                Watchdog.builder().config(config).listener(evidence).containment(Containment.MARK);
        return builder.discoverClassifiers(!noClassify).shadow(shadow).build();
    }

    private Command command() throws ConfigException, IOException {
        Command command = base().stdin(stdin());
        try {
            if (idle.isPresent()) {
                command = command.idleTimeout(Duration.ofMillis(idle.get()));
            }
            if (hard.isPresent()) {
                command = command.hardTimeout(Duration.ofMillis(hard.get()));
            }
            if (grace.isPresent()) {
                command = command.gracePeriod(Duration.ofMillis(grace.get()));
            }
            if (warn.isPresent()) {
                command = command.warnAfter(Duration.ofMillis(warn.get()));
            }
            return liveness.isPresent() ? command.liveness(liveness(liveness.get())) : command;
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }

    private Command base() {
        try {
            if (type.isPresent()) {
                return Command.of(words).type(type.get()).environment(environment.orElse(Command.DEFAULT_NAME));
            }
            if (words.size() < 2 || words.size() > 3 || environment.isPresent()) {
                throw new UsageException("expected \"COMMAND\" TYPE [ENVIRONMENT], or --type TYPE [--env ENVIRONMENT]"
                        + " -- ARGV, found " + words.size() + " words");
            }
            return Command.of(Shell.line(words.get(0), login))
                    .type(words.get(1))
                    .environment(words.size() == 3 ? words.get(2) : Command.DEFAULT_NAME);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }

    private Stdin stdin() {
        return switch (stdin) {
            case "closed" -> Stdin.closed();
            case "inherit" -> Stdin.inherited();
            default -> throw new UsageException("--stdin must be closed or inherit, was \"" + stdin + "\"");
        };
    }

    private static Liveness liveness(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "output" -> Liveness.OUTPUT;
            case "progress" -> Liveness.PROGRESS;
            default -> throw new UsageException("--liveness must be output or progress, was \"" + word + "\"");
        };
    }

    private void tell(RunResult result, PrintWriter err) {
        if (!(result.termination() instanceof Termination.Exited)) {
            err.println("runner: " + redactor.redact(result.diagnosis().summary()));
        }
        if (result.shadowStall().isPresent()) {
            err.println("runner: would have been stopped: "
                    + redactor.redact(result.diagnosis().summary()));
        }
        if (explain && (result.stalled() || result.shadowStall().isPresent())) {
            new ChainTree(redactor).draw(result.diagnosis()).forEach(line -> err.println("runner:   " + line));
        }
        if (json) {
            err.println(ResultJson.line(result, redactor));
        }
        err.flush();
    }

    private static void removeHook(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            // Ctrl-C: the process ends with the signal's code as soon as the hook is done; nothing more is to be said.
            Thread.currentThread().join();
        }
    }
}
