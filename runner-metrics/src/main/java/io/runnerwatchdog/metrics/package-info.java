/**
 * Meters and observations for Micrometer. {@link io.runnerwatchdog.metrics.WatchdogMetrics} counts what happens to runs in
 * the host's meter registry, {@link io.runnerwatchdog.metrics.WatchdogObservations} makes an observation of each run for
 * hosts that trace; both are listeners of a watchdog. {@link io.runnerwatchdog.metrics.MeterNames},
 * {@link io.runnerwatchdog.metrics.TagValues} and {@link io.runnerwatchdog.metrics.ObservationNames} are the words that
 * dashboards and alerts are written with: a change of one is told in the change log.
 */
package io.runnerwatchdog.metrics;
