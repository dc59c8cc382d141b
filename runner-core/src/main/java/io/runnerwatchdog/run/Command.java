package io.runnerwatchdog.run;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What to run, and how: a program with its arguments, never a line for a shell. Immutable; each method returns a changed
 * copy, so a command may be shared between threads and run many times.
 *
 * <p>Unless said otherwise: the host's working directory and environment, standard input at its end, separate output
 * streams decoded as UTF-8, the type and environment name {@code default}, and limits from the watchdog.
 */
public final class Command {
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";

    /** The command type and environment of a command that names none. */
    public static final String DEFAULT_NAME = "default";

    private final Parts parts;

    private Command(Parts parts) {
        this.parts = parts;
    }

    /** All settings. Changed only inside {@link #with}, on a copy that nobody else has seen. */
    private static final class Parts {
        List<String> argv;
        String type = DEFAULT_NAME;
        String environment = DEFAULT_NAME;
        Optional<Path> directory = Optional.empty();
        Map<String, Optional<String>> variables = Map.of();
        LimitOverrides limits = LimitOverrides.NONE;
        Liveness liveness = Liveness.OUTPUT;
        OutputMode outputMode = OutputMode.SEPARATE;
        Charset charset = StandardCharsets.UTF_8;
        Stdin stdin = Stdin.closed();
        List<OutputSink> sinks = List.of();
        Optional<RetryPolicy> retry = Optional.empty();

        Parts(List<String> argv) {
            this.argv = argv;
        }

        Parts(Parts other) {
            argv = other.argv;
            type = other.type;
            environment = other.environment;
            directory = other.directory;
            variables = other.variables;
            limits = other.limits;
            liveness = other.liveness;
            outputMode = other.outputMode;
            charset = other.charset;
            stdin = other.stdin;
            sinks = other.sinks;
            retry = other.retry;
        }
    }

    private Command with(Consumer<Parts> change) {
        Parts changed = new Parts(parts);
        change.accept(changed);
        return new Command(changed);
    }

    /**
     * A program and its arguments.
     *
     * @throws IllegalArgumentException if there is no program
     * @throws NullPointerException if one of them is null; it says which
     */
    public static Command of(String... argv) {
        return of(Arrays.asList(argv));
    }

    /** The same from a list. */
    public static Command of(List<String> argv) {
        int missing = new ArrayList<>(argv).indexOf(null);
        if (missing >= 0) {
            throw new NullPointerException(
                    "argv[" + missing + "] is null; leave it out, or give \"\" for an empty argument");
        }
        List<String> copy = List.copyOf(argv);
        if (copy.isEmpty() || copy.get(0).isEmpty()) {
            throw new IllegalArgumentException(
                    "argv must name a program, was " + copy + "; it comes first, as in Command.of(\"make\", \"test\")");
        }
        return new Command(new Parts(copy));
    }

    /**
     * Whether it is tried again when it goes wrong, over what a configuration says. Its sinks see the output of all
     * attempts, one after the other.
     */
    public Command retry(RetryPolicy retry) {
        Objects.requireNonNull(retry, "retry");
        return with(p -> p.retry = Optional.of(retry));
    }

    /** Whether it is tried again; empty where that is left to the configuration. */
    public Optional<RetryPolicy> retry() {
        return parts.retry;
    }

    /** What kind of step this is: {@code build}, {@code test}, or any {@code [A-Za-z0-9._-]{1,64}}. */
    public Command type(String type) {
        requireName(type, "type");
        return with(p -> p.type = type);
    }

    /** The environment it runs for: {@code ci}, {@code production}, or any {@code [A-Za-z0-9._-]{1,64}}. */
    public Command environment(String environment) {
        requireName(environment, "environment");
        return with(p -> p.environment = environment);
    }

    /** Its working directory. */
    public Command in(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return with(p -> p.directory = Optional.of(directory));
    }

    /** One environment variable, beside those of the host. */
    public Command variable(String name, String value) {
        return withVariable(name, Optional.of(Objects.requireNonNull(value, "value")));
    }

    /** An environment variable of the host that the child does not get. */
    public Command withoutVariable(String name) {
        return withVariable(name, Optional.empty());
    }

    private Command withVariable(String name, Optional<String> value) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("variable name must be non-empty and without '=', was \"" + name + "\"");
        }
        Map<String, Optional<String>> variables = new LinkedHashMap<>(parts.variables);
        variables.put(name, value);
        return with(p -> p.variables = Collections.unmodifiableMap(variables));
    }

    /** This run's own limits; what is not set comes from the watchdog. */
    public Command limits(LimitOverrides limits) {
        Objects.requireNonNull(limits, "limits");
        return with(p -> p.limits = limits);
    }

    /** See {@link Limits#idle()}. */
    public Command idleTimeout(Duration idle) {
        return limits(parts.limits.withIdle(idle));
    }

    /** See {@link Limits#hard()}. */
    public Command hardTimeout(Duration hard) {
        return limits(parts.limits.withHard(hard));
    }

    /** See {@link Limits#grace()}. */
    public Command gracePeriod(Duration grace) {
        return limits(parts.limits.withGrace(grace));
    }

    /** See {@link Limits#warn()}. */
    public Command warnAfter(Duration warn) {
        return limits(parts.limits.withWarn(warn));
    }

    /** What counts as a sign of life. Default {@link Liveness#OUTPUT}. */
    public Command liveness(Liveness liveness) {
        Objects.requireNonNull(liveness, "liveness");
        return with(p -> p.liveness = liveness);
    }

    /** Where its output goes. Default {@link OutputMode#SEPARATE}. */
    public Command output(OutputMode mode) {
        Objects.requireNonNull(mode, "mode");
        return with(p -> p.outputMode = mode);
    }

    /** How its output is decoded. Default UTF-8. */
    public Command charset(Charset charset) {
        Objects.requireNonNull(charset, "charset");
        return with(p -> p.charset = charset);
    }

    /** What it reads. Default {@link Stdin#closed()}. */
    public Command stdin(Stdin stdin) {
        Objects.requireNonNull(stdin, "stdin");
        return with(p -> p.stdin = stdin);
    }

    /** One more sink for its output. */
    public Command sink(OutputSink sink) {
        List<OutputSink> sinks = new ArrayList<>(parts.sinks);
        sinks.add(Objects.requireNonNull(sink, "sink"));
        return with(p -> p.sinks = List.copyOf(sinks));
    }

    /** Each line of standard output as it comes; lines are lost where the consumer cannot follow. */
    public Command onStdoutLine(Consumer<String> consumer) {
        return sink(OutputSink.lines(Stream.STDOUT, consumer));
    }

    /** Each line of standard error as it comes; lines are lost where the consumer cannot follow. */
    public Command onStderrLine(Consumer<String> consumer) {
        return sink(OutputSink.lines(Stream.STDERR, consumer));
    }

    /** The bytes of standard output as they come; they are lost where the consumer cannot follow. */
    public Command onStdoutBytes(Consumer<ByteBuffer> consumer) {
        return sink(OutputSink.bytes(Stream.STDOUT, consumer));
    }

    /** The program and its arguments. */
    public List<String> argv() {
        return parts.argv;
    }

    /** What kind of step this is. */
    public String type() {
        return parts.type;
    }

    /** The environment it runs for. */
    public String environment() {
        return parts.environment;
    }

    /** Its working directory; empty: the host's. */
    public Optional<Path> directory() {
        return parts.directory;
    }

    /** Environment variables set for it (a value) or taken from it (empty). */
    public Map<String, Optional<String>> variables() {
        return parts.variables;
    }

    /** Its own limits. */
    public LimitOverrides limits() {
        return parts.limits;
    }

    /** What counts as a sign of life; always progress where we do not see the output. */
    public Liveness liveness() {
        return parts.outputMode == OutputMode.INHERIT ? Liveness.PROGRESS : parts.liveness;
    }

    /** Where its output goes. */
    public OutputMode outputMode() {
        return parts.outputMode;
    }

    /** How its output is decoded. */
    public Charset charset() {
        return parts.charset;
    }

    /** What it reads. */
    public Stdin stdin() {
        return parts.stdin;
    }

    /** Who takes its output. */
    public List<OutputSink> sinks() {
        return parts.sinks;
    }

    /** The arguments joined by spaces, for people. May hold secrets; redact before writing. */
    public String display() {
        return String.join(" ", parts.argv);
    }

    private static void requireName(String name, String what) {
        Objects.requireNonNull(name, what);
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(what + " must match " + NAME + ", was \"" + name + "\"");
        }
    }

    /** The program's name only: arguments may hold secrets. */
    @Override
    public String toString() {
        return "Command[" + parts.argv.get(0) + ", " + (parts.argv.size() - 1) + " arguments]";
    }
}
