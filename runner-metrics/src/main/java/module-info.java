import org.jspecify.annotations.NullMarked;

/** Publishes what happens to runs through the host's own meter registry. */
@NullMarked
module io.runnerwatchdog.metrics {
    requires transitive io.runnerwatchdog.core;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports io.runnerwatchdog.metrics;
}
