package io.runnerwatchdog.operations;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stdin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A host whose steps do well, fail, and stall for each cause: sixty of them, real processes, with evidence written. */
final class ExampleHost implements AutoCloseable {
    static final List<String> TYPES = List.of("build", "test", "deploy", "canary", "smoke");
    static final List<String> CAUSES = List.of("child_hang", "io_wait", "lock", "network", "input_wait", "cpu_starve");
    static final int STEPS = 60;

    private static final Duration IDLE = Duration.ofMillis(1500);
    /** Being starved is not seen at a glance. */
    private static final Duration IDLE_STARVED = Duration.ofSeconds(3);

    private static final int STARVED = 2;
    private static final int AT_A_TIME = 12;
    private static final int PEERS = 50;

    private final Path directory;
    private final Servers others;
    private final EvidenceLog evidence;
    private final Watchdog watchdog;
    private final ServerSocket silent;
    /** Holds a pipe into which this host never writes, as one holds a terminal at which nobody sits. */
    private final Process nobodyTypes;

    private int steps;

    ExampleHost(Path directory, Path evidenceDirectory, Servers others) throws Exception {
        this.directory = directory;
        this.others = others;
        evidence = EvidenceLog.in(evidenceDirectory);
        watchdog = Watchdog.builder()
                .idleTimeout(IDLE)
                .stopPolicy(StopPolicy.graceful(Duration.ofSeconds(1)))
                .maxConcurrentRuns(AT_A_TIME)
                .listener(evidence)
                .build();
        silent = new ServerSocket(0, PEERS, InetAddress.getLoopbackAddress());
        assertThat(Sh.end(others.start(sh("mkfifo pipe"))).succeeded()).isTrue();
        nobodyTypes = new ProcessBuilder("cat")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        others.start(sh("exec flock lock sh -c 'echo $$ >held; exec sleep 1000'"));
        Sh.awaitPid(directory.resolve("held"));
    }

    /** One step of each kind that ends well, so that the meters of its kind are there, at 0. */
    void beginWell() {
        end(TYPES.stream().map(type -> start(sh("echo done"), type)).toList());
    }

    /** All other steps; the crowd comes last, so that its stalls are fresh when this returns. */
    void goOn() {
        starve();
        end(Stream.of(
                        start(8, sh("sleep 1000; true"), "build"),
                        start(8, sh("cat pipe; true"), "test"),
                        start(6, sh("flock lock true; true"), "deploy"),
                        start(6, silentPeer(), "smoke"),
                        start(5, prompt(), "canary"),
                        start(14, sh("echo done"), "deploy"),
                        start(6, sh("exit 3"), "test"))
                .flatMap(List::stream)
                .toList());
        assertThat(steps).isEqualTo(STEPS);
    }

    private Command silentPeer() {
        return Command.of(
                "bash",
                "-c",
                "exec 3<>/dev/tcp/127.0.0.1/$1; read -r line <&3; true",
                "bash",
                "" + silent.getLocalPort());
    }

    private Command prompt() {
        return sh("printf 'Deploy to production? [y/N] '; read -r answer; true")
                .stdin(Stdin.fromFile(Path.of("/proc/" + nobodyTypes.pid() + "/fd/0")));
    }

    /**
     * Two steps of the lowest class on a CPU that others use all the time: until both are judged, and no longer, because what
     * gets no CPU cannot even die.
     */
    private void starve() {
        String cpu = firstCpu();
        List<Run> hogs = Stream.generate(
                        () -> others.start(Command.of("taskset", "-c", cpu, "sh", "-c", "while :; do :; done")))
                .limit(3)
                .toList();
        Command starved = Command.of("chrt", "-i", "0", "taskset", "-c", cpu, "sh", "-c", "while :; do :; done; true")
                .idleTimeout(IDLE_STARVED);
        AtomicInteger unjudged = new AtomicInteger(STARVED);
        try (Watchdog.Subscription judged = watchdog.listen(event -> {
            if (event instanceof RunEvent.Stalled && unjudged.decrementAndGet() == 0) {
                hogs.forEach(Run::cancel);
            }
        })) {
            end(start(STARVED, starved, "build"));
        }
        hogs.forEach(Sh::end);
    }

    private static String firstCpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.replaceAll("\\D+(\\d+).*", "$1"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private List<Run> start(int count, Command command, String type) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(start(command, type));
        }
        return runs;
    }

    private Run start(Command command, String type) {
        steps++;
        return watchdog.start(
                command.in(directory).type(type).environment(type.equals("deploy") ? "production" : "ci"));
    }

    private static List<RunResult> end(List<Run> runs) {
        return runs.stream().map(Sh::end).toList();
    }

    @Override
    public void close() throws IOException {
        watchdog.close();
        evidence.close();
        silent.close();
        nobodyTypes.destroyForcibly();
    }
}
