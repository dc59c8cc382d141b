package io.runnerwatchdog.config;

import io.runnerwatchdog.policy.CommandPolicy;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import io.runnerwatchdog.run.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a watchdog: limits by environment and command type, which commands may run and when they are tried
 * again or skipped, where evidence and meters go. Immutable; {@link LiveConfig} follows a file that changes.
 *
 * <p>Limits come from the first of these that sets them: the {@link Command} itself; the environment variables
 * {@code RUNNER_IDLE_MS}, {@code RUNNER_HARD_MS}, {@code RUNNER_GRACE_MS}, where the host asked for them by
 * {@link #withVariables}; {@code environments.<name>}; {@code command_types.<name>}; what the host set in code for all
 * commands; {@code timeouts}; {@link Limits#DEFAULTS}. Idle and hard limits that come from different levels may not fit
 * together; the hard limit then holds and the idle limit is {@link Limits#NEVER}.
 *
 * <p>A value that cannot be used is refused with its place, and all of them at once; there is no silent default.
 */
public final class RunnerConfig {
    private static final RunnerConfig DEFAULTS = new RunnerConfig(ConfigDocument.EMPTY, LimitLevel.NONE);

    private final ConfigDocument document;
    private final LimitLevel variables;

    private RunnerConfig(ConfigDocument document, LimitLevel variables) {
        this.document = document;
        this.variables = variables;
    }

    /** Built-in defaults only: 12 s idle, 45 s in all, every command allowed. */
    public static RunnerConfig defaults() {
        return DEFAULTS;
    }

    /**
     * Reads a file, in UTF-8, of at most 1 MiB.
     *
     * @throws ConfigException if it cannot be used; it says all that is wrong
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     */
    public static RunnerConfig load(Path file) throws ConfigException, IOException {
        return load(file, Map.of());
    }

    /**
     * Reads a file under the limits of environment variables, as {@link #withVariables} does.
     *
     * @throws ConfigException if the file or a variable cannot be used; it says all that is wrong with both
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public static RunnerConfig load(Path file, Map<String, String> environment) throws ConfigException, IOException {
        return parse(ConfigFile.read(file), file.toString(), environment);
    }

    /**
     * Reads a document.
     *
     * @param source how error messages name it
     * @throws ConfigException if it cannot be used; it says all that is wrong
     */
    public static RunnerConfig parse(String json, String source) throws ConfigException {
        return parse(json, source, Map.of());
    }

    static RunnerConfig parse(String json, String source, Map<String, String> environment) throws ConfigException {
        List<ConfigProblem> problems = new ArrayList<>();
        Optional<JsonValue> root = new LocatedJson(source, problems).read(json);
        ConfigDocument document = root.map(value -> new DocumentReader(source, problems).read(value))
                .orElse(ConfigDocument.EMPTY);
        // They were found by kind, not by place: doubled keys first, then section by section.
        problems.sort(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column));
        LimitLevel variables = VariableLimits.read(environment, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new RunnerConfig(document, variables);
    }

    /**
     * This configuration under the limits of environment variables, most often {@link System#getenv()}.
     *
     * @throws ConfigException if one of them is not a positive whole number of milliseconds
     */
    public RunnerConfig withVariables(Map<String, String> environment) throws ConfigException {
        List<ConfigProblem> problems = new ArrayList<>();
        LimitLevel limits = VariableLimits.read(environment, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new RunnerConfig(document, limits);
    }

    /**
     * What can be used and is dangerous, in the order of the document: what allows or blocks nearly everything, limits
     * of a day or more, limits of several levels that do not fit together, meters that the network can read. Limits that
     * the host sets in code are not among what is looked at. Found anew at each call.
     */
    public List<ConfigWarning> warnings() {
        List<ConfigWarning> warnings = new ArrayList<>(document.warnings());
        warnings.addAll(LimitWarnings.in(document, variables));
        warnings.sort(Comparator.comparingInt(ConfigWarning::line).thenComparingInt(ConfigWarning::column));
        return List.copyOf(warnings);
    }

    /**
     * The limits for a command, by the precedence of this class.
     *
     * @param base what the host set in code for all commands: over {@code timeouts}, under all else
     * @throws IllegalArgumentException if the command's own idle limit is not shorter than its own hard limit
     */
    public Limits limitsFor(Command command, LimitOverrides base) {
        // Asked by itself, because a contradiction on one level is an error; between levels it is not.
        command.limits().over(Limits.DEFAULTS);
        LimitOverrides all = command.limits()
                .over(variables.overrides())
                .over(document.environment(command.environment()).overrides())
                .over(document.type(command.type()).overrides())
                .over(base)
                .over(document.timeouts().overrides());
        Duration hard = all.hard().orElse(Limits.DEFAULTS.hard());
        Duration idle = all.idle().orElse(Limits.DEFAULTS.idle());
        return new Limits(
                idle.compareTo(hard) < 0 ? idle : Limits.NEVER,
                hard,
                all.grace().orElse(Limits.DEFAULTS.grace()),
                all.warn());
    }

    /**
     * Whether and when a step like this is tried again: how often by {@code retry_count} of its command type, 1 where
     * nothing is said, the rest by {@code retry}, which holds for all.
     */
    public RetryPolicy retryFor(Command command) {
        Placed<Integer> attempts = document.attempts().get(command.type());
        RetryPolicy retry = document.retry();
        return new RetryPolicy(
                attempts == null ? 1 : attempts.value(),
                retry.causes(),
                retry.afterFailure(),
                retry.delay(),
                retry.longestDelay());
    }

    /** When steps that keep stalling are skipped; empty where nothing is said, or where it is switched off. */
    public Optional<AutoSkip> autoSkip() {
        return document.autoSkip();
    }

    /** Whether stalls are only diagnosed and written down, and nothing is stopped; false where nothing is said. */
    public boolean shadow() {
        return document.shadow();
    }

    /** Where evidence goes, and what becomes of it. */
    public LoggingSettings logging() {
        return document.logging();
    }

    /** Where evidence goes; empty where nothing is said. */
    public Optional<Path> evidenceDirectory() {
        return document.logging().evidenceDirectory();
    }

    /** Where and whether meters are served. */
    public MetricsSettings metrics() {
        return document.metrics();
    }

    /** The command types that are named, in the order of the document. */
    public Set<String> commandTypes() {
        return document.types().keySet();
    }

    /** The environments that are named, in the order of the document. */
    public Set<String> environments() {
        return document.environments().keySet();
    }

    /** Which commands may run; all where nothing is said. */
    public CommandPolicy policy() {
        return document.policy();
    }

    /** Why this command may not run, for people; empty if it may. */
    public Optional<String> refusal(Command command) {
        return document.policy().refusal(command);
    }
}
