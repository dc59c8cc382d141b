package io.runnerwatchdog.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.runnerwatchdog.diagnosis.RootCause;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How meters are named and bounded. Immutable.
 *
 * @param prefix what all names begin with, in dots; default {@code spark.runner}
 * @param hostTag whether stalls carry the machine's name; default false
 * @param mostNames how many command types, environments and machines get a series of their own, each, the
 *     default aside; more become {@code other}. Of the pairs of type and environment five times as many do. 1 to 10,000,
 *     default 100
 * @param commonTags what all meters carry beside their own tags; default none. Keys in snake_case, since a key that the
 *     meters have already, however it is spelt, would make two labels of one name
 * @param rootCauses those of the host's own classifiers: they are there at 0 from the start, like the built-in ones;
 *     default none
 */
public record MetricsOptions(
        String prefix, boolean hostTag, int mostNames, Tags commonTags, Set<RootCause> rootCauses) {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)*");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]*");

    /** Those of our own meters, and those by which Prometheus tells buckets and quantiles apart. */
    private static final Set<String> TAKEN = Set.of(
            MeterNames.EVENT_TYPE,
            MeterNames.TIMEOUT_TYPE,
            MeterNames.COMMAND_TYPE,
            MeterNames.ENVIRONMENT,
            MeterNames.ROOT_CAUSE,
            MeterNames.HOST,
            MeterNames.STATUS,
            MeterNames.CLASSIFIER,
            "le",
            "quantile");

    /** The usual names, no host, 100 names, no tags and causes of the host's own. */
    public static final MetricsOptions DEFAULTS = new MetricsOptions(MeterNames.DEFAULT_PREFIX, false, 100);

    public MetricsOptions {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(commonTags, "commonTags");
        rootCauses = Set.copyOf(rootCauses);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix must be lower-case words joined by dots, was \"" + prefix + "\"");
        }
        if (mostNames < 1 || mostNames > 10_000) {
            throw new IllegalArgumentException("mostNames must be within 1 and 10000, was " + mostNames);
        }
        commonTags.forEach(MetricsOptions::requireOwn);
    }

    /** Options without tags and root causes of the host's own. */
    public MetricsOptions(String prefix, boolean hostTag, int mostNames) {
        this(prefix, hostTag, mostNames, Tags.empty(), Set.of());
    }

    private static void requireOwn(Tag tag) {
        if (!KEY.matcher(tag.getKey()).matches() || TAKEN.contains(tag.getKey())) {
            throw new IllegalArgumentException("commonTags must have keys in snake_case that the meters do not have"
                    + " themselves, had \"" + tag.getKey() + "\"");
        }
        if (tag.getValue().isEmpty()) {
            throw new IllegalArgumentException("commonTags must have values, \"" + tag.getKey() + "\" has none");
        }
    }

    /** These, under another prefix. */
    public MetricsOptions withPrefix(String other) {
        return new MetricsOptions(other, hostTag, mostNames, commonTags, rootCauses);
    }

    /** These, with the machine's name on stalls or not. */
    public MetricsOptions withHostTag(boolean wanted) {
        return new MetricsOptions(prefix, wanted, mostNames, commonTags, rootCauses);
    }

    /** These, with another bound. */
    public MetricsOptions withMostNames(int most) {
        return new MetricsOptions(prefix, hostTag, most, commonTags, rootCauses);
    }

    /** These, with other tags on all meters. */
    public MetricsOptions withCommonTags(Tags tags) {
        return new MetricsOptions(prefix, hostTag, mostNames, tags, rootCauses);
    }

    /** These, with other root causes of the host's own. */
    public MetricsOptions withRootCauses(RootCause... own) {
        return new MetricsOptions(prefix, hostTag, mostNames, commonTags, Set.of(own));
    }
}
