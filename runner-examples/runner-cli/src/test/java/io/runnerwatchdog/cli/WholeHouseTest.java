package io.runnerwatchdog.cli;

import static io.runnerwatchdog.fixture.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Core, classifiers, meters and evidence together: three hundred runs, and every book shows the same number. */
@Tag("process")
@ExtendWith(NoResidue.class)
class WholeHouseTest {
    private static final int RUNS = 300;
    private static final int AT_A_TIME = 32;

    @TempDir
    private Path directory;

    @Test
    void allBooksAgree() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<RunResult> results = new ArrayList<>();
        try (EvidenceLog evidence = EvidenceLog.in(directory);
                Watchdog watchdog = Watchdog.builder().listener(evidence).build();
                WatchdogMetrics metrics = new WatchdogMetrics(watchdog)) {
            metrics.bindTo(registry);
            runAll(watchdog).forEach(run -> results.add(Sh.end(run)));
            watchdog.close();

            assertThat(results).hasSize(RUNS).filteredOn(RunResult::stalled).hasSize(RUNS / 2);
            assertThat(registry.scrape())
                    .contains(executions("started", RUNS))
                    .contains(executions("killed", RUNS / 2))
                    .contains(executions("success", RUNS / 2))
                    .contains(executions("failed", 0))
                    .contains("spark_runner_stalls_total{command_type=\"build\",environment=\"ci\","
                            + "event_type=\"idle-timeout\",root_cause=\"child_hang\",timeout_type=\"idle\"} 150.0")
                    .contains("spark_runner_active{command_type=\"build\",environment=\"ci\"} 0.0")
                    .contains("spark_runner_survivors_total 0.0")
                    .contains("spark_runner_evidence_write_failures_total 0.0");
        }
        assertThat(evidenceByEvent()).isEqualTo(Map.of("idle-timeout", 150L, "killed", 150L, "exit", 150L));
    }

    private static List<Run> runAll(Watchdog watchdog) throws InterruptedException {
        Semaphore free = new Semaphore(AT_A_TIME);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            free.acquire();
            Command command = i % 2 == 0
                    ? sh("echo $1; sleep 1000 & wait", i).idleTimeout(Duration.ofMillis(700))
                    : sh("echo $1", i);
            Run run = watchdog.start(command.type("build").environment("ci"));
            run.result().thenRun(free::release);
            runs.add(run);
        }
        return runs;
    }

    private static String executions(String status, int count) {
        return "spark_runner_executions_total{command_type=\"build\",environment=\"ci\",status=\"" + status + "\"} "
                + count + ".0";
    }

    private Map<String, Long> evidenceByEvent() throws Exception {
        try (Stream<EvidenceRecord> records =
                EvidenceReader.of(directory.resolve(EvidenceLog.FILE_NAME)).records()) {
            return records.collect(Collectors.groupingBy(EvidenceRecord::event, Collectors.counting()));
        }
    }
}
