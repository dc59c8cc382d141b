package io.runnerwatchdog.metrics;

import java.util.Objects;

/**
 * How meters are named and bounded. Immutable.
 *
 * @param prefix what all names begin with, in dots; default {@code spark.runner}
 * @param hostTag whether stalls carry the machine's name; default false
 * @param mostNames how many command types and environments get a series of their own, each; more become {@code other};
 *     1 or more, default 100
 */
public record MetricsOptions(String prefix, boolean hostTag, int mostNames) {
    /** The usual names, no host, 100 names. */
    public static final MetricsOptions DEFAULTS = new MetricsOptions(MeterNames.DEFAULT_PREFIX, false, 100);

    public MetricsOptions {
        Objects.requireNonNull(prefix, "prefix");
        if (!prefix.matches("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)*")) {
            throw new IllegalArgumentException(
                    "prefix must be lower-case words joined by dots, was \"" + prefix + "\"");
        }
        if (mostNames < 1) {
            throw new IllegalArgumentException("mostNames must be >= 1, was " + mostNames);
        }
    }

    /** These, under another prefix. */
    public MetricsOptions withPrefix(String other) {
        return new MetricsOptions(other, hostTag, mostNames);
    }

    /** These, with the machine's name on stalls or not. */
    public MetricsOptions withHostTag(boolean wanted) {
        return new MetricsOptions(prefix, wanted, mostNames);
    }

    /** These, with another bound. */
    public MetricsOptions withMostNames(int most) {
        return new MetricsOptions(prefix, hostTag, most);
    }
}
