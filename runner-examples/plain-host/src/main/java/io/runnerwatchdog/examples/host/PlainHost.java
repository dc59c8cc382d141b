package io.runnerwatchdog.examples.host;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs one command under watch and says what its meters came to; SIGTERM and Ctrl-C stop the whole tree first. */
public final class PlainHost {
    private PlainHost() {}

    /** @param args the directory of the evidence, then the program and its arguments */
    public static void main(String[] args) throws InterruptedException {
        Command command = Command.of(List.of(args).subList(1, args.length)).type("job");
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CountDownLatch tidy = new CountDownLatch(1);
        int code;
        try (EvidenceLog evidence = EvidenceLog.in(Path.of(args[0]));
                Watchdog watchdog = Watchdog.builder()
                        .idleTimeout(Duration.ofMinutes(1))
                        .hardTimeout(Duration.ofMinutes(10))
                        .listener(evidence)
                        .listener(PlainHost::tell)
                        .build();
                WatchdogMetrics metrics = new WatchdogMetrics(watchdog)) {
            metrics.bindTo(registry);
            metrics.prepare(command.type(), command.environment());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(watchdog, tidy)));
            Run run = watchdog.start(command.onStdoutLine(System.out::println));
            run.result()
                    .thenAccept(result ->
                            System.out.println("host: " + result.diagnosis().summary()));
            RunResult result = run.await();
            // Hands out the last events, so that they are counted before the meters are looked at.
            watchdog.close();
            System.out.print(registry.scrape());
            code = result.exitCode().orElse(1);
        } finally {
            tidy.countDown();
        }
        System.exit(code);
    }

    /** Events come on a thread of the watchdog, one at a time. */
    private static void tell(RunEvent event) {
        System.out.println("host: " + event.getClass().getSimpleName() + " "
                + event.run().runId().value());
    }

    /** The Java process is about to end: stops what goes on, and lets {@code main} put its things in order. */
    private static void end(Watchdog watchdog, CountDownLatch tidy) {
        watchdog.close();
        try {
            tidy.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
