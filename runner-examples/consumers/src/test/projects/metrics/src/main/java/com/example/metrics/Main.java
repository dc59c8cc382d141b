package com.example.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import io.runnerwatchdog.run.Command;

/** Counts runs in a registry of its own. A watchdog that is closed has handed out all that happened. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (WatchdogMetrics metrics = new WatchdogMetrics()) {
            metrics.bindTo(registry);
            try (Watchdog watchdog = Watchdog.builder().listener(metrics).build()) {
                watchdog.run(Command.of("true").type("build").environment("ci"));
            }
            double succeeded = registry.get("spark.runner.executions")
                    .tags("command_type", "build", "environment", "ci", "status", "success")
                    .counter()
                    .count();
            System.out.println("succeeded: " + succeeded);
        }
    }
}
