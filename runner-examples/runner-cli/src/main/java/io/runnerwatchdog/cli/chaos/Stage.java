package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.cli.step.Shell;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.evidence.EvidenceScan;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a drill is played: a directory of its own, steps that run in it, and a list of what must hold. Not thread-safe. */
final class Stage {
    static final String TYPE = "chaos";
    static final String ENVIRONMENT = "drill";
    /** Of a step that stalls. Long enough for two looks at it. */
    static final Duration IDLE = Duration.ofSeconds(3);

    private static final String MAIN = "io.runnerwatchdog.cli.Main";
    private static final Duration HARD = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;
    private static final Duration TO_PREPARE = Duration.ofSeconds(30);

    private final Sandbox sandbox;
    private final Lines lines;
    private final List<String> failed = new ArrayList<>();
    private int claims;

    Stage(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.lines = new Lines(sandbox);
    }

    Path directory() {
        return sandbox.directory();
    }

    /** Runs a script outside of all steps, to its end. */
    void prepare(String script) throws IOException, InterruptedException, BrokenException {
        lines.run("prepare", script, TO_PREPARE, Map.of());
    }

    /** Starts a script outside of all steps that goes on; waits until it prints {@code ready}. */
    void help(String script) throws IOException, InterruptedException, BrokenException {
        lines.startHelper(script);
    }

    /** A watchdog that tells all of these. */
    Watchdog watchdog(RunListener... listeners) {
        var builder = Watchdog.builder().containment(Containment.MARK).stopPolicy(StopPolicy.graceful(GRACE));
        for (RunListener listener : listeners) {
            builder.listener(listener);
        }
        return builder.build();
    }

    /** A step made of a line for the shell, with all that its processes can be recognised by. */
    Command step(String line) {
        return sandbox.confine(Command.of(Shell.line(line, false))
                .type(TYPE)
                .environment(ENVIRONMENT)
                .idleTimeout(IDLE)
                .hardTimeout(HARD));
    }

    /** Starts a runner of its own, as a process, for one step that is a line for the shell. */
    Process runner(List<String> options, String line) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                MAIN));
        argv.addAll(options);
        argv.addAll(List.of("--type", TYPE, "--env", ENVIRONMENT, "--"));
        argv.addAll(Shell.line(line, false));
        return sandbox.confine(new ProcessBuilder(argv))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts all of them at once and waits for their ends. */
    List<RunResult> runAll(Watchdog watchdog, List<Command> steps) throws InterruptedException, BrokenException {
        List<Run> runs = steps.stream().map(watchdog::start).toList();
        List<RunResult> results = new ArrayList<>();
        for (Run run : runs) {
            results.add(run.await(HARD)
                    .orElseThrow(() -> new BrokenException("a step did not end within " + HARD.toSeconds() + " s: "
                            + run.command().display())));
        }
        return results;
    }

    /** All that is written in a directory, and that none of it is torn. */
    List<EvidenceRecord> evidence(Path in) throws IOException {
        return evidence(in, 0);
    }

    /** All that is written in a directory, and that so many lines of it are torn. */
    List<EvidenceRecord> evidence(Path in, long torn) throws IOException {
        try (EvidenceScan scan = EvidenceReader.ofAll(in).scan()) {
            List<EvidenceRecord> records = scan.stream().toList();
            equal("torn lines", torn, scan.tornLines());
            return records;
        }
    }

    /** Claims that something holds. */
    void that(String what, boolean holds) {
        claims++;
        if (!holds) {
            failed.add("not true: " + what);
        }
    }

    /** Claims that something is as expected. */
    void equal(String what, Object expected, Object found) {
        claims++;
        if (!expected.equals(found)) {
            failed.add(what + ": expected " + expected + ", found " + found);
        }
    }

    /** Claims that something comes to be as expected soon: listeners hear of an end after whoever waits for it. */
    <T> void soon(String what, T expected, Supplier<T> found) throws InterruptedException {
        long start = System.nanoTime();
        while (!expected.equals(found.get()) && System.nanoTime() - start < SOON.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        equal(what, expected, found.get());
    }

    int claims() {
        return claims;
    }

    /** What does not hold. */
    List<String> failed() {
        return List.copyOf(failed);
    }
}
