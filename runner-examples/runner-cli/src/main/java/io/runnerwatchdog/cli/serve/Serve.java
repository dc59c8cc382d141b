package io.runnerwatchdog.cli.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.cli.config.Settings;
import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.Follower;
import io.runnerwatchdog.metrics.MeterNames;
import io.runnerwatchdog.metrics.MetricsOptions;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import io.runnerwatchdog.spi.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the meters: follows the evidence and feeds the meters that an embedding host gets. */
@CommandLine.Command(
        name = "serve",
        description = "Serves /metrics and /healthz, fed from all evidence that there is and comes, until interrupted.",
        mixinStandardHelpOptions = true)
public final class Serve implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;
    private static final int LARGEST_PORT = 65_535;

    /** The one meter beside those of the runs. */
    private static final String EVIDENCE_LINES = MeterNames.DEFAULT_PREFIX + ".evidence.lines";

    @Option(
            names = "--port",
            description =
                    "The port; 0 for a free one. Default: that of the configuration's metrics.endpoint, else 4001.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "The address. Default 127.0.0.1; anything else lets other machines read the meters.")
    private Optional<InetAddress> listen = Optional.empty();

    @Option(names = "--host-label", description = "Label stalls with the machine that they were on.")
    private boolean hostLabel;

    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RunnerConfig config = settings.load();
        Path directory = settings.evidenceDirectory(config);
        Listening listening = listening(config);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (WatchdogMetrics metrics = new WatchdogMetrics(MetricsOptions.DEFAULTS.withHostTag(hostLabel))) {
            metrics.bindTo(registry);
            KnownKinds.prepare(metrics, config);
            EvidenceFeed feed = new EvidenceFeed(metrics, Ticker.system());
            lines(registry, feed, "read", EvidenceFeed::linesRead);
            lines(registry, feed, "torn", EvidenceFeed::linesTorn);
            try (MetricsEndpoint endpoint =
                            open(listening, new Pages(registry::scrape, feed::hasCaughtUp, feed::trouble));
                    Follower follower = EvidenceReader.ofAll(directory).follow()) {
                announce(listening, endpoint, settings.evidenceFile(config));
                while (true) {
                    if (!feed.poll(follower)) {
                        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                    }
                }
            }
        }
    }

    private Listening listening(RunnerConfig config) throws IOException {
        int wanted = port.orElseGet(() -> config.metrics().endpoint().getPort());
        if (wanted < 0 || wanted > LARGEST_PORT) {
            throw new UsageException("--port must be within 0 and " + LARGEST_PORT + ", was " + wanted);
        }
        return new Listening(listen.isPresent() ? listen.get() : InetAddress.getByName("127.0.0.1"), wanted);
    }

    private static MetricsEndpoint open(Listening listening, Pages pages) throws IOException {
        try {
            return MetricsEndpoint.open(listening.socket(), pages);
        } catch (BindException refused) {
            throw listening.refused(refused);
        }
    }

    private static void lines(
            MeterRegistry registry, EvidenceFeed feed, String outcome, ToDoubleFunction<EvidenceFeed> count) {
        FunctionCounter.builder(EVIDENCE_LINES, feed, count)
                .description("Lines of evidence that the endpoint has come by")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void announce(Listening listening, MetricsEndpoint endpoint, Path file) {
        PrintWriter err = spec.commandLine().getErr();
        if (!listening.isForThisMachineOnly()) {
            err.println("runner: warning: whoever can reach "
                    + listening.address().getHostAddress() + " can read the meters; nobody is asked for a password");
        }
        err.println("runner: " + listening.url(endpoint.port()) + "/metrics follows " + file);
        err.flush();
    }
}
