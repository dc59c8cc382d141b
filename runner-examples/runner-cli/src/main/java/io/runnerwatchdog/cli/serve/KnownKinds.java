package io.runnerwatchdog.cli.serve;

import io.runnerwatchdog.cli.config.EffectiveLimits;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kinds of step that a configuration names: each command type in each environment, on this machine where stalls bear its
 * name. Their counters are there at 0 before their first run, whose line of evidence would else be the first that is known of them:
 * {@code rate()} does not see a counter that begins at 1.
 */
final class KnownKinds {
    private KnownKinds() {}

    static void prepare(WatchdogMetrics metrics, RunnerConfig config) {
        String host = host();
        for (EffectiveLimits kind : EffectiveLimits.all(config)) {
            metrics.prepare(kind.type(), kind.environment(), host);
        }
    }

    /** Without asking a name server, which could hang; the name that this machine's evidence bears. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
