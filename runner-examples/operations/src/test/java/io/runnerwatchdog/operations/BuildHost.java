package io.runnerwatchdog.operations;

import static io.runnerwatchdog.fixture.Sh.sh;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.fixture.Sh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One host of several, whose steps do well or stall: real processes, with evidence written. */
final class BuildHost implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int AT_A_TIME = 12;

    private final EvidenceLog evidence;
    private final Watchdog watchdog;

    BuildHost(Path evidenceDirectory) {
        evidence = EvidenceLog.in(evidenceDirectory);
        watchdog = Watchdog.builder()
                .idleTimeout(IDLE)
                .stopPolicy(StopPolicy.graceful(Duration.ofSeconds(1)))
                .maxConcurrentRuns(AT_A_TIME)
                .listener(evidence)
                .build();
    }

    /** One step of each kind that ends well. */
    List<Run> beginOneOfEachKind() {
        return ExampleHost.TYPES.stream().map(type -> begin("echo done", type)).toList();
    }

    /** Builds that end well, one that fails, and some that hang. */
    List<Run> beginBuilds(int well, int hanging) {
        return Stream.of(repeated(well, "echo done"), repeated(1, "exit 3"), repeated(hanging, "sleep 1000; true"))
                .flatMap(script -> script)
                .map(script -> begin(script, "build"))
                .toList();
    }

    private static Stream<String> repeated(int count, String script) {
        return IntStream.range(0, count).mapToObj(i -> script);
    }

    private Run begin(String script, String type) {
        return watchdog.start(sh(script).type(type).environment(type.equals("deploy") ? "production" : "ci"));
    }

    static void end(List<Run> runs) {
        runs.forEach(Sh::end);
    }

    @Override
    public void close() {
        watchdog.close();
        evidence.close();
    }
}
