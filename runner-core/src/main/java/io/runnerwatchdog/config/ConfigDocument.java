package io.runnerwatchdog.config;

import io.runnerwatchdog.policy.CommandPolicy;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.run.RetryPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration says, checked. Immutable.
 *
 * @param attempts by command type
 * @param retry when and after which pauses a step is tried again; how often is said by {@code attempts}
 * @param warnings what was found dangerous in itself, without combining limits
 */
record ConfigDocument(
        LimitLevel timeouts,
        Map<String, LimitLevel> environments,
        Map<String, LimitLevel> types,
        Map<String, Placed<Integer>> attempts,
        RetryPolicy retry,
        Optional<AutoSkip> autoSkip,
        MetricsSettings metrics,
        LoggingSettings logging,
        boolean shadow,
        CommandPolicy policy,
        List<ConfigWarning> warnings) {
    static final ConfigDocument EMPTY = new ConfigDocument(
            LimitLevel.NONE,
            Map.of(),
            Map.of(),
            Map.of(),
            RetryPolicy.NEVER,
            Optional.empty(),
            MetricsSettings.DEFAULTS,
            LoggingSettings.DEFAULTS,
            false,
            CommandPolicy.everything(),
            List.of());

    ConfigDocument {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        attempts = Map.copyOf(attempts);
        warnings = List.copyOf(warnings);
    }

    LimitLevel environment(String name) {
        return environments.getOrDefault(name, LimitLevel.NONE);
    }

    LimitLevel type(String name) {
        return types.getOrDefault(name, LimitLevel.NONE);
    }
}
