package io.runnerwatchdog.cli.serve;

import io.runnerwatchdog.cli.config.EffectiveLimits;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunEvent.ForeignFailed.Part;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.metrics.WatchdogMetrics;
import io.runnerwatchdog.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The kinds of step that a configuration names: each command type in each environment, and those that bear no name. Their
 * counters are there at 0 before their first run, whose line of evidence would else be the first that is known of them:
 * {@code rate()} does not see a counter that begins at 1.
 */
final class KnownKinds {
    private KnownKinds() {}

    static void prepare(WatchdogMetrics metrics, RunnerConfig config) {
        String host = host();
        RunId nobody = RunId.random(new SecureRandom());
        for (EffectiveLimits kind : EffectiveLimits.all(config)) {
            RunInfo run = new RunInfo(nobody, 1, "", kind.type(), kind.environment(), OptionalLong.empty(), host);
            // An event of the kind that no meter counts: all meters of its kind are made before that is known.
            metrics.onEvent(new RunEvent.ForeignFailed(run, Instant.now(), Part.SINK, "none", "none"));
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
