package io.runnerwatchdog.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.cli.Main;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The programs that an operator has running: {@code runner serve}, Prometheus, Alertmanager. All end with this. */
final class Servers implements AutoCloseable {
    /** Longer than the whole test: what does its work in silence is no stall. */
    private static final Duration IDLE = Duration.ofMinutes(4);

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Pattern METRICS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/metrics");

    private final Watchdog watchdog = Watchdog.builder()
            .idleTimeout(IDLE)
            .hardTimeout(IDLE.plusSeconds(30))
            .build();
    private final Path directory;
    private final List<String> said = new CopyOnWriteArrayList<>();

    Servers(Path directory) {
        this.directory = directory;
    }

    /** Starts anything that goes on until the end, or until it is cancelled. */
    Run start(Command command) {
        return watchdog.start(command.in(directory).onStdoutLine(said::add).onStderrLine(said::add));
    }

    /** An endpoint that is on its way. */
    record Endpoint(List<String> said) {
        /** The port that it has taken; waits until it says so. */
        int port() {
            await().atMost(START)
                    .pollInterval(OFTEN)
                    .untilAsserted(() -> assertThat(said)
                            .anyMatch(line -> METRICS.matcher(line).find()));
            return said.stream()
                    .flatMap(line -> METRICS.matcher(line).results())
                    .map(address -> Integer.parseInt(address.group(1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Starts the endpoint that follows this evidence. */
    Endpoint serve(Path evidence, String... options) {
        List<String> argv = JavaProgram.argv(
                Main.class, JavaProgram.SHORT_LIVED, "serve", "--port", "0", "--evidence-dir", evidence);
        argv.addAll(List.of(options));
        Endpoint endpoint = new Endpoint(new CopyOnWriteArrayList<>());
        start(Command.of(argv).onStdoutLine(endpoint.said::add).onStderrLine(endpoint.said::add));
        return endpoint;
    }

    /** Alertmanager, alone: it looks for no others. */
    void alertmanager(Path config, int port) {
        start(Tool.ALERTMANAGER.with(
                "--config.file=" + config,
                "--storage.path=" + directory.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=",
                "--log.level=warn"));
        awaitReady(port);
    }

    Prometheus prometheus(Path config, int port) {
        start(Tool.PROMETHEUS.with(
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
        awaitReady(port);
        return new Prometheus(port);
    }

    private void awaitReady(int port) {
        await().atMost(START)
                .pollInterval(OFTEN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(Http.get("http://127.0.0.1:" + port + "/-/ready"))
                        .as(String.join("\n", said))
                        .isNotBlank());
    }

    @Override
    public void close() {
        watchdog.close();
    }
}
