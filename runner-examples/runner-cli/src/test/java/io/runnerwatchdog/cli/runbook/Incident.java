package io.runnerwatchdog.cli.runbook;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** An incident made on purpose: real stalls of several causes, skipped canaries, and steps that ended well or failed. */
final class Incident {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final String FINE = "echo fine";
    private static final String HANGS = "sleep 1000; true";

    private final Watchdog watchdog;
    private final Path directory;

    private Incident(Watchdog watchdog, Path directory) {
        this.watchdog = watchdog;
        this.directory = directory;
    }

    /** Lets it happen in {@code directory}; its evidence goes to {@code evidence}. */
    static void in(Path directory, Path evidence) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
                EvidenceLog log = EvidenceLog.in(evidence);
                Watchdog watchdog = Watchdog.builder()
                        .listener(log)
                        .autoSkip(AutoSkip.USUAL, evidence)
                        .build()) {
            new Incident(watchdog, directory).happen(silent.getLocalPort());
        }
    }

    private void happen(int silentPort) {
        all(stalls("canary", "production", HANGS, AutoSkip.USUAL.stalls()));
        all(List.of(
                step("canary", "production", FINE),
                step("build", "ci", FINE),
                step("deploy", "production", FINE),
                step("test", "ci", "echo broken; exit 3")));
        all(List.of(
                stall("build", "ci", "mkfifo never-written; cat never-written; true"),
                stall("deploy", "production", "flock deploy.lock flock deploy.lock true"),
                stall("smoke", "development", "while :; do :; done")));
        // The newest, since the pages show them and the commands look at the newest lines.
        all(stalls("test", "production", "curl -sS http://127.0.0.1:" + silentPort + "/artifact.zip; true", 2));
        all(List.of(stall("build", "ci", HANGS)));
    }

    private List<Run> stalls(String type, String environment, String script, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stall(type, environment, script))
                .toList();
    }

    private Run stall(String type, String environment, String script) {
        return watchdog.start(command(type, environment, script).idleTimeout(IDLE));
    }

    private Run step(String type, String environment, String script) {
        return watchdog.start(command(type, environment, script));
    }

    private Command command(String type, String environment, String script) {
        return Command.of("bash", "-c", script).in(directory).type(type).environment(environment);
    }

    private static void all(List<Run> runs) {
        runs.forEach(Sh::end);
    }
}
