package io.runnerwatchdog.behaviour;

import static io.runnerwatchdog.fixture.Sh.awaitFile;
import static io.runnerwatchdog.fixture.Sh.sh;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A host of its own, with a watchdog of its own: what it is to do, and the directory for handshakes. */
final class HostProgram {
    /** Deaf to the polite signal, with a daemon of its own session that holds the output, and is deaf as well. */
    private static final String DEAF_TREE =
            "trap '' TERM; setsid sh -c ': > \"$1/daemon\"; while :; do sleep 1000; done' sh \"$1\" & "
                    + ": > \"$1/root\"; while :; do sleep 1000; done";

    private HostProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "exits" -> exits(directory);
            case "exits-in-a-listener" -> exitsInAListener();
            case "is-paused" -> isPaused(directory);
            case "runs-out-of-memory" -> runsOutOfMemory(directory);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** The command that runs this program under the Java that runs the tests. */
    static Command command(String what, Path directory) {
        return Command.of(JavaProgram.argv(
                HostProgram.class, List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"), what, directory));
    }

    private static void exits(Path directory) {
        Watchdog watchdog = Watchdog.builder()
                .stopPolicy(StopPolicy.graceful(Duration.ofMillis(200)))
                .listener(event -> hang())
                .build();
        watchdog.start(sh(DEAF_TREE, directory).onStdoutLine(line -> hang()));
        awaitFile(directory.resolve("root"));
        awaitFile(directory.resolve("daemon"));
        System.exit(3);
    }

    /** The thread that asks for the end is one that the end has to wait for. */
    private static void exitsInAListener() throws InterruptedException {
        Watchdog watchdog = Watchdog.builder().listener(event -> System.exit(3)).build();
        watchdog.run(sh("exec sleep 1000"));
    }

    private static void isPaused(Path directory) throws Exception {
        Watchdog watchdog = Watchdog.builder()
                .idleTimeout(Duration.ofMillis(1000))
                .hardTimeout(Duration.ofMillis(1500))
                .build();
        Run run = watchdog.start(sh("while [ ! -e \"$1/go\" ]; do sleep 0.01; done; exit 7", directory));
        // Started, and with the thread that looks at the time at rest: only then can it notice a pause.
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("runner-watchdog-clock")
                        && thread.getState() == Thread.State.TIMED_WAITING));
        Files.createFile(directory.resolve("started"));
        RunResult result = run.await();
        Files.writeString(directory.resolve("result"), result.termination().describe());
        watchdog.close();
    }

    /** A classifier takes all the memory there is, again and again, while other runs print. */
    private static void runsOutOfMemory(Path directory) throws Exception {
        RecordingListener listener = new RecordingListener();
        List<RunResult> stalled = new ArrayList<>();
        List<Run> others = new ArrayList<>();
        // Long enough for a stop that was lost to be done again.
        try (Watchdog watchdog = Watchdog.builder()
                .hardTimeout(Duration.ofMinutes(5))
                .listener(listener)
                .classifier(WrongClassifiersTest.classifier("greedy", stall -> {
                    List<byte[]> taken = new ArrayList<>();
                    while (true) {
                        taken.add(new byte[1 << 20]);
                    }
                }))
                .classifier(WrongClassifiersTest.classifier(
                        "good", stall -> Optional.of(Verdict.of(RootCause.of("licence_server"), 0.9))))
                .build()) {
            Path stop = directory.resolve("stop");
            for (int i = 0; i < 5; i++) {
                others.add(watchdog.start(
                        sh("while [ ! -e \"$1\" ]; do echo still here; sleep 0.01; done; exit 4", stop)));
            }
            for (int i = 0; i < 5; i++) {
                stalled.add(watchdog.run(sh("exec sleep 1000").idleTimeout(Duration.ofMillis(300))));
            }
            Files.createFile(stop);
            others.forEach(Sh::end);
        }
        long causes = stalled.stream()
                .filter(result -> result.diagnosis().rootCause().id().equals("licence_server"))
                .count();
        long right = others.stream()
                .filter(run -> Sh.end(run).termination().equals(new Termination.Exited(4)))
                .count();
        Map<String, Long> failures = listener.heard(RunEvent.ForeignFailed.class).stream()
                .collect(Collectors.groupingBy(RunEvent.ForeignFailed::name, Collectors.counting()));
        Path part = directory.resolve("result.part");
        Files.writeString(
                part,
                "stalled " + stalled.stream().filter(RunResult::stalled).count() + ", others " + right
                        + " of 5, licence_server "
                        + causes + ", failures "
                        + failures.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .toList());
        Files.move(part, directory.resolve("result"));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
