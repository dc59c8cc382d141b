package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.cli.step.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the lines of a scenario that stand outside the supervised tree, each within bounds. */
final class Lines {
    /**
     * A word for such lines: {@code await COMMAND...} waits until the command succeeds, at most ten seconds, and ends the
     * lines where it does not.
     */
    private static final String PRELUDE = "await() { _n=0; until \"$@\" 2>/dev/null; do _n=$((_n + 1));"
            + " [ $_n -lt 400 ] || { echo \"waited in vain for: $*\" >&2; exit 97; }; sleep 0.025; done; }\n";

    private static final Duration UNTIL_READY = Duration.ofSeconds(40);
    private static final long POLL_MILLIS = 10;
    private static final String READY = "ready";
    private static final int MOST_SHOWN = 300;

    private final Sandbox sandbox;

    Lines(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * Runs lines to their end.
     *
     * @param what which lines, for messages
     * @throws BrokenException if they fail or do not end in time
     */
    void run(String what, String lines, Duration patience, Map<String, String> variables)
            throws IOException, InterruptedException, BrokenException {
        Path output = sandbox.directory().resolve(what + ".log");
        Process process = start(lines, output, variables);
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new BrokenException(what + " did not end within " + patience.toSeconds() + " s" + shown(output));
        }
        if (process.exitValue() != 0) {
            throw new BrokenException(what + " failed with code " + process.exitValue() + shown(output));
        }
    }

    /**
     * Starts the helper and waits until it says that it is ready.
     *
     * @throws BrokenException if it ends first or does not say so in time
     */
    void startHelper(String lines) throws IOException, InterruptedException, BrokenException {
        Path output = sandbox.directory().resolve("helper.log");
        Process process = start(lines, output, Map.of());
        long start = System.nanoTime();
        while (!isReady(output)) {
            if (!process.isAlive() && !isReady(output)) {
                throw new BrokenException(
                        "the helper ended with code " + process.exitValue() + " before it was ready" + shown(output));
            }
            if (System.nanoTime() - start > UNTIL_READY.toNanos()) {
                throw new BrokenException(
                        "the helper was not ready within " + UNTIL_READY.toSeconds() + " s" + shown(output));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private Process start(String lines, Path output, Map<String, String> variables) throws IOException {
        List<String> argv = new ArrayList<>(Shell.line(PRELUDE + lines, false));
        ProcessBuilder builder = sandbox.confine(new ProcessBuilder(argv))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static boolean isReady(Path output) throws IOException {
        return text(output).lines().anyMatch(READY::equals);
    }

    private static String text(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
    }

    private static String shown(Path output) throws IOException {
        String text = text(output).strip();
        return text.isEmpty() ? "" : ": " + last(text);
    }

    /** The end of a text that may be long, on one line. */
    static String last(String text) {
        String line = text.strip().replace('\n', ' ');
        return line.length() <= MOST_SHOWN ? line : "…" + line.substring(line.length() - MOST_SHOWN);
    }
}
