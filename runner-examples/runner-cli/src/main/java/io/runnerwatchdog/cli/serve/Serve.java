package io.runnerwatchdog.cli.serve;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.Follower;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the meters: follows the evidence and feeds the meters that an embedding host gets. */
@CommandLine.Command(
        name = "serve",
        description = "Serves /metrics and /healthz on the loopback, fed from the evidence, until interrupted.",
        mixinStandardHelpOptions = true)
public final class Serve implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;

    @Option(
            names = "--port",
            description = "The port. Default: that of the configuration's metrics.endpoint, else 4001.")
    private Optional<Integer> port = Optional.empty();

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RunnerConfig config = settings.load();
        Path file = settings.evidenceFile(config);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (WatchdogMetrics metrics = new WatchdogMetrics()) {
            metrics.bindTo(registry);
            EvidenceFeed feed = new EvidenceFeed(metrics);
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", port(config));
            try (MetricsEndpoint endpoint = MetricsEndpoint.open(address, registry::scrape, feed::healthy);
                    Follower follower = EvidenceReader.of(file).follow()) {
                spec.commandLine()
                        .getErr()
                        .println("runner: http://127.0.0.1:" + endpoint.port() + "/metrics follows " + file);
                while (true) {
                    feed.poll(follower);
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
            }
        }
    }

    private int port(RunnerConfig config) {
        return port.orElseGet(() -> config.metrics().endpoint().getPort());
    }
}
