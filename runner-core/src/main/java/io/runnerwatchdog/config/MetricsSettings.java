package io.runnerwatchdog.config;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Where meters are served.
 *
 * @param endpoint its address, default {@code http://127.0.0.1:4001}
 * @param enabled whether they are served at all, default true
 * @param timeout how long a request may take, default 5 s
 */
public record MetricsSettings(URI endpoint, boolean enabled, Duration timeout) {
    /** What holds where nothing is said. */
    public static final MetricsSettings DEFAULTS =
            new MetricsSettings(URI.create("http://127.0.0.1:4001"), true, Duration.ofSeconds(5));

    public MetricsSettings {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(timeout, "timeout");
    }
}
