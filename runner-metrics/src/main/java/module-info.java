import org.jspecify.annotations.NullMarked;

/** Publishes what happens to runs through the host's own meter and observation registries. */
@NullMarked
module io.runnerwatchdog.metrics {
    requires transitive io.runnerwatchdog.core;
    requires transitive micrometer.commons;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.runnerwatchdog.metrics;
}
