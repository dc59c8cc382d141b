package io.runnerwatchdog.cli.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.Follower;
import io.runnerwatchdog.metrics.MetricsOptions;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import io.runnerwatchdog.spi.Ticker;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The evidence of a directory as meters at an address of the web. One thread follows; any closes. */
public final class ServedEvidence implements AutoCloseable {
    private static final long POLL_MILLIS = 250;

    /** The one meter beside those of the runs, which the contract names: not under their prefix. */
    private static final String LINES = "runner.serve.evidence.lines";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WatchdogMetrics metrics;
    private final EvidenceFeed feed;
    private final Follower follower;
    private final Listening listening;
    private final MetricsEndpoint endpoint;

    private ServedEvidence(Listening listening, Path directory, RunnerConfig config, MetricsOptions options)
            throws IOException {
        this.listening = listening;
        metrics = new WatchdogMetrics(options);
        metrics.bindTo(registry);
        KnownKinds.prepare(metrics, config);
        feed = new EvidenceFeed(metrics, Ticker.system());
        lines("read", EvidenceFeed::linesRead);
        lines("torn", EvidenceFeed::linesTorn);
        follower = EvidenceReader.ofAll(directory).follow();
        endpoint =
                MetricsEndpoint.open(listening.socket(), new Pages(registry::scrape, feed::hasCaughtUp, feed::trouble));
    }

    /**
     * Opens the address; shows no meters before {@link #follow} has read what there is.
     *
     * @param config whose kinds of step have their meters at 0 from the start
     * @throws BindException if the address cannot be had; the message says what to do
     */
    public static ServedEvidence open(Listening listening, Path directory, RunnerConfig config, MetricsOptions options)
            throws IOException {
        try {
            return new ServedEvidence(listening, directory, config, options);
        } catch (BindException refused) {
            throw listening.refused(refused);
        }
    }

    private void lines(String outcome, ToDoubleFunction<EvidenceFeed> count) {
        FunctionCounter.builder(LINES, feed, count)
                .description("Lines of evidence that the endpoint has come by")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Where it is to be had. */
    public String url() {
        return listening.url(endpoint.port());
    }

    /** Counts what is written, for as long as the thread is not interrupted. */
    public void follow() throws InterruptedException {
        while (true) {
            if (!feed.poll(follower)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
        follower.close();
        metrics.close();
        registry.close();
    }
}
