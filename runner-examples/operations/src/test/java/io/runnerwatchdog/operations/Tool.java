package io.runnerwatchdog.operations;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A program that an operator has, found on the path, and run under our own watch. */
enum Tool {
    PROMTOOL("prometheus", "promtool"),
    AMTOOL("prometheus-alertmanager", "amtool"),
    PROMETHEUS("prometheus", "prometheus"),
    /** Debian's name for it, and that of its makers. */
    ALERTMANAGER("prometheus-alertmanager", "prometheus-alertmanager", "alertmanager"),
    RSYNC("rsync", "rsync"),
    RCLONE("rclone", "rclone"),
    JQ("jq", "jq");

    /** Above what {@code promtool test rules} takes on a busy machine; it is silent until it is done. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String debianPackage;
    private final List<String> names;

    Tool(String debianPackage, String... names) {
        this.debianPackage = debianPackage;
        this.names = List.of(names);
    }

    /** What a tool said and how it ended. */
    record Outcome(int code, String out, String err) {
        /** All it said. */
        String output() {
            return out + "\n" + err;
        }
    }

    /** Where it is; empty where it is not installed. */
    Optional<Path> find() {
        List<Path> places = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return names.stream()
                .flatMap(name -> places.stream().map(place -> place.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What is missing where it is. */
    String missing() {
        return names.get(0);
    }

    /** What to install for it. */
    String debianPackage() {
        return debianPackage;
    }

    /** It with these arguments. */
    Command with(String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(find().orElseThrow(() -> new IllegalStateException(missing() + " is not installed"))
                .toString());
        argv.addAll(List.of(arguments));
        return Command.of(argv);
    }

    /** Runs it in a directory and waits for it. */
    Outcome run(Path directory, String... arguments) throws InterruptedException {
        return end(with(arguments).in(directory));
    }

    /** Runs any command and waits for it. */
    static Outcome end(Command command) throws InterruptedException {
        List<String> out = new CopyOnWriteArrayList<>();
        List<String> err = new CopyOnWriteArrayList<>();
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(PATIENCE)
                .hardTimeout(PATIENCE.plusSeconds(10))
                .build()) {
            RunResult result = watchdog.run(command.onStdoutLine(out::add).onStderrLine(err::add));
            int code = result.exitCode()
                    .orElseThrow(() -> new AssertionError(result.termination().describe() + "\n" + out + err));
            return new Outcome(code, String.join("\n", out), String.join("\n", err));
        }
    }
}
