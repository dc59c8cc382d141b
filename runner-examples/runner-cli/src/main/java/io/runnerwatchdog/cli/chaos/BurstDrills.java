package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Many stalls at once: each is diagnosed, stopped and written down as if it were alone. */
final class BurstDrills {
    static final String GROUP = "burst";

    private static final int MANY = 50;
    private static final int OF_EACH_CAUSE = 10;
    private static final int STUBBORN = 20;
    /** From the limit to the end of the last one, on a busy machine too. */
    private static final Duration IN_TIME = Duration.ofSeconds(45);

    private static final Set<RootCause> NOT_WRONG = Set.of(RootCause.UNKNOWN, RootCause.CPU_STARVE);

    private static final String SLEEPER = "sleep 1000; true";

    private BurstDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        "burst-of-sleepers",
                        GROUP,
                        "fifty shells are started at once, and each waits for a process that sleeps.",
                        "50 diagnosed, stopped, written",
                        List.of(),
                        BurstDrills::sleepers),
                new Drill(
                        "burst-of-different-causes",
                        GROUP,
                        "a reader without a writer, a waiter for a held lock, a client of a silent server and a stopped"
                                + " child stall at once, ten of each, and none is taken for another.",
                        "none of 40 taken for another",
                        List.of(Need.of("flock"), Need.of("bash")),
                        BurstDrills::differentCauses),
                new Drill(
                        "burst-that-ignores-sigterm",
                        GROUP,
                        "twenty trees of three processes that ignore SIGTERM leave SIGKILL alone to end them.",
                        "60 processes killed, none left",
                        List.of(),
                        BurstDrills::ignoresSigterm));
    }

    private static void sleepers(Stage stage) throws IOException, InterruptedException, BrokenException {
        burst(stage, Map.of(RootCause.CHILD_HANG, SLEEPER), MANY);
    }

    private static void differentCauses(Stage stage) throws IOException, InterruptedException, BrokenException {
        stage.help("exec flock held.lock sh -c 'echo ready; exec sleep 1000'");
        stage.prepare("mkfifo pipe");
        // Accepts in the kernel, and never says a word.
        try (ServerSocket silent = new ServerSocket(0, OF_EACH_CAUSE * 2, InetAddress.getLoopbackAddress())) {
            burst(
                    stage,
                    Map.of(
                            RootCause.IO_WAIT,
                            "cat pipe",
                            RootCause.LOCK,
                            "flock held.lock true",
                            RootCause.NETWORK,
                            "exec 3<>/dev/tcp/127.0.0.1/" + silent.getLocalPort() + "; cat <&3",
                            RootCause.CHILD_HANG,
                            "sh -c 'kill -STOP $$' & wait"),
                    OF_EACH_CAUSE);
        }
    }

    private static void ignoresSigterm(Stage stage) throws IOException, InterruptedException, BrokenException {
        String line = "trap '' TERM; sh -c 'sh -c \"while :; do sleep 1000; done\" & wait' & wait";
        List<RunResult> results = burst(stage, Map.of(RootCause.CHILD_HANG, line), STUBBORN);
        long killed = results.stream()
                .flatMap(result -> result.stop().processes().stream())
                .filter(StoppedProcess::killed)
                .count();
        stage.that("each tree took SIGKILL for three processes or more", killed >= 3L * STUBBORN);
    }

    /** So many steps of each cause at once; claims all that must hold of any burst. */
    private static List<RunResult> burst(Stage stage, Map<RootCause, String> lines, int ofEach)
            throws IOException, InterruptedException, BrokenException {
        Path directory = stage.directory().resolve("evidence");
        List<Command> steps = lines.values().stream()
                .flatMap(line -> Collections.nCopies(ofEach, stage.step(line)).stream())
                .toList();
        List<RunResult> results;
        long start = System.nanoTime();
        try (EvidenceLog evidence = EvidenceLog.in(directory);
                Watchdog watchdog = stage.watchdog(evidence)) {
            results = stage.runAll(watchdog, steps);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            stage.that(
                    "all were stopped within " + IN_TIME.toSeconds() + " s, took " + took.toMillis() + " ms",
                    took.compareTo(Stage.IDLE.plus(IN_TIME)) < 0);
            watchdog.close();
            stage.equal("lines that wait", 0, evidence.pendingLines());
            stage.equal("lines given up", 0L, evidence.lostLines());
        }
        stage.equal(
                "stalled",
                (long) steps.size(),
                results.stream().filter(RunResult::stalled).count());
        stage.equal("survivors", 0L, survivors(results));
        causes(stage, results, steps.size(), lines);
        stage.equal(
                "runs whose stall is written before their end, each once",
                (long) steps.size(),
                wholeStories(stage.evidence(directory)));
        return results;
    }

    private static long survivors(List<RunResult> results) {
        return results.stream()
                .mapToLong(result -> result.stop().survivors().size())
                .sum();
    }

    /**
     * None may be taken for another cause. Where so many start at once, a few truly get no CPU, or are not there yet to be
     * looked at: then that may be said of them.
     */
    private static void causes(Stage stage, List<RunResult> results, int steps, Map<RootCause, String> lines) {
        List<RootCause> truths = lines.keySet().stream()
                .flatMap(cause -> Collections.nCopies(steps / lines.size(), cause).stream())
                .toList();
        int right = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            RootCause truth = truths.get(i);
            RootCause found = results.get(i).diagnosis().rootCause();
            if (found.equals(truth)) {
                right++;
            } else if (!NOT_WRONG.contains(found)) {
                wrong.add(truth + " taken for " + found);
            }
        }
        stage.equal("causes taken for others", List.of(), wrong);
        stage.that(right + " of " + steps + " were found for their own cause", right >= steps * 0.8);
    }

    /** How many runs have left exactly two lines: of the stall, and then of the end. */
    static long wholeStories(List<EvidenceRecord> evidence) {
        Map<RunId, List<String>> events = evidence.stream()
                .filter(line -> line.runId().isPresent())
                .collect(Collectors.groupingBy(
                        line -> line.runId().get(), Collectors.mapping(EvidenceRecord::event, Collectors.toList())));
        return events.values().stream()
                .filter(List.of("idle-timeout", "killed")::equals)
                .count();
    }
}
