package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.cli.serve.Listening;
import io.runnerwatchdog.cli.serve.ServedEvidence;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.Rotation;
import io.runnerwatchdog.metrics.MetricsOptions;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A known number of steps of each outcome, and what an endpoint that follows their evidence shows of them. */
final class MetricsDrills {
    static final String GROUP = "metrics";

    private static final int STALLS = 3;
    private static final int SUCCESSES = 4;
    private static final int FAILURES = 2;
    /** A stall leaves two lines, any other end one. */
    private static final int LINES = 2 * STALLS + SUCCESSES + FAILURES;

    private static final String LINES_READ = "runner_serve_evidence_lines_total{outcome=\"read\"}";
    private static final String KIND = "command_type=\"" + Stage.TYPE + "\",environment=\"" + Stage.ENVIRONMENT + "\"";
    private static final String STALLED = "spark_runner_stalls_total{" + KIND
            + ",event_type=\"idle-timeout\",root_cause=\"child_hang\",timeout_type=\"idle\"}";

    private MetricsDrills() {}

    static List<Drill> all() {
        return List.of(
                new Drill(
                        "metrics-count-exactly",
                        GROUP,
                        "what three stalls, four successes and two failures add to each series is known.",
                        "each series up by what happened",
                        List.of(),
                        MetricsDrills::countExactly),
                new Drill(
                        "metrics-outlive-a-restart",
                        GROUP,
                        "an endpoint that is started again reads the same evidence, some of which was rotated and"
                                + " compressed meanwhile.",
                        "the same values as before",
                        List.of(),
                        MetricsDrills::outliveARestart));
    }

    private static void countExactly(Stage stage) throws IOException, InterruptedException, BrokenException {
        try (Endpoint endpoint = Endpoint.open(stage)) {
            Map<String, Double> before = endpoint.scrape().onceThereIs(LINES_READ, 0);
            // What rate() needs to see the first stall: a sample from before it.
            stage.equal("the counter of stalls before the first", 0.0, before.getOrDefault(STALLED, Double.NaN));
            runSteps(stage);
            Map<String, Double> after = endpoint.scrape().onceThereIs(LINES_READ, LINES);
            stage.equal("increments", expected(), increments(before, after));
        }
    }

    private static Map<String, Double> expected() {
        int all = STALLS + SUCCESSES + FAILURES;
        Map<String, Double> expected = new TreeMap<>();
        expected.put(LINES_READ, (double) LINES);
        expected.put(STALLED, (double) STALLS);
        expected.put(executions("started"), (double) all);
        expected.put(executions("success"), (double) SUCCESSES);
        expected.put(executions("failed"), (double) FAILURES);
        expected.put(executions("killed"), (double) STALLS);
        expected.put("spark_runner_execution_duration_seconds_count{" + KIND + "}", (double) all);
        expected.put("spark_runner_kill_duration_seconds_count", (double) STALLS);
        expected.put("spark_runner_diagnosis_duration_seconds_count", (double) STALLS);
        return expected;
    }

    private static String executions(String status) {
        return "spark_runner_executions_total{" + KIND + ",status=\"" + status + "\"}";
    }

    /** Of all that is counted; gauges such as the runs that go on must be where they were. */
    private static Map<String, Double> increments(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> increments = new TreeMap<>();
        after.forEach((series, value) -> {
            double more = value - before.getOrDefault(series, 0.0);
            boolean measured = series.matches(".*_(sum|max|bucket)(\\{.*)?");
            if (!measured && more != 0) {
                increments.put(series, more);
            }
        });
        return increments;
    }

    private static void outliveARestart(Stage stage) throws IOException, InterruptedException, BrokenException {
        Map<String, Double> before;
        try (Endpoint endpoint = Endpoint.open(stage)) {
            runSteps(stage);
            stage.that(
                    "the evidence was rotated",
                    EvidenceArchive.in(evidence(stage)).rotate(Rotation.USUAL.compressing(), Instant.now()));
            runSteps(stage);
            before = counted(endpoint.scrape().onceThereIs(LINES_READ, 2 * LINES));
        }
        try (Endpoint endpoint = Endpoint.open(stage)) {
            stage.equal("counters", before, counted(endpoint.scrape().onceThereIs(LINES_READ, 2 * LINES)));
        }
    }

    private static Map<String, Double> counted(Map<String, Double> series) {
        Map<String, Double> counted = new TreeMap<>(series);
        counted.keySet().removeIf(name -> !name.matches(".*_(total|count|bucket)(\\{.*)?"));
        return counted;
    }

    private static Path evidence(Stage stage) {
        return stage.directory().resolve("evidence");
    }

    private static void runSteps(Stage stage) throws InterruptedException, BrokenException {
        List<Command> steps = new ArrayList<>();
        steps.addAll(Collections.nCopies(STALLS, stage.step("sleep 1000; true")));
        steps.addAll(Collections.nCopies(SUCCESSES, stage.step("true")));
        steps.addAll(Collections.nCopies(FAILURES, stage.step("exit 3")));
        try (EvidenceLog log = EvidenceLog.in(evidence(stage));
                Watchdog watchdog = stage.watchdog(log)) {
            stage.runAll(watchdog, steps);
        }
    }

    /** An endpoint with the thread that feeds it. */
    private record Endpoint(ServedEvidence served, Thread feeder) implements AutoCloseable {
        static Endpoint open(Stage stage) throws IOException {
            ServedEvidence served = ServedEvidence.open(
                    Listening.onFreePort(), evidence(stage), config(stage), MetricsOptions.DEFAULTS);
            Thread feeder = new Thread(() -> feed(served), "runner-chaos-feed");
            feeder.setDaemon(true);
            feeder.start();
            return new Endpoint(served, feeder);
        }

        private static void feed(ServedEvidence served) {
            try {
                served.follow();
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        }

        /** One that names the kind of the steps: their counters are there before them. */
        private static RunnerConfig config(Stage stage) throws IOException {
            Path file = stage.directory().resolve("runner.json");
            Files.writeString(
                    file,
                    "{\"command_types\":{\"" + Stage.TYPE + "\":{}},\"environments\":{\"" + Stage.ENVIRONMENT
                            + "\":{}}}");
            try {
                return RunnerConfig.load(file, Map.of());
            } catch (ConfigException ours) {
                throw new IllegalStateException(ours);
            }
        }

        Scrape scrape() throws MalformedURLException {
            return new Scrape(served.url());
        }

        @Override
        public void close() throws IOException {
            feeder.interrupt();
            try {
                feeder.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            served.close();
        }
    }
}
