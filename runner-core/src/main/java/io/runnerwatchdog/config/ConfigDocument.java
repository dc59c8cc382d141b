package io.runnerwatchdog.config;

import io.runnerwatchdog.policy.CommandPolicy;
import io.runnerwatchdog.run.LimitOverrides;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a configuration says, checked. Immutable. */
record ConfigDocument(
        LimitOverrides timeouts,
        Map<String, LimitOverrides> environments,
        Map<String, LimitOverrides> types,
        Map<String, Integer> attempts,
        MetricsSettings metrics,
        Optional<Path> evidenceDirectory,
        CommandPolicy policy) {
    static final ConfigDocument EMPTY = new ConfigDocument(
            LimitOverrides.NONE,
            Map.of(),
            Map.of(),
            Map.of(),
            MetricsSettings.DEFAULTS,
            Optional.empty(),
            CommandPolicy.everything());

    ConfigDocument {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        attempts = Map.copyOf(attempts);
    }

    LimitOverrides environmentLimits(String environment) {
        return environments.getOrDefault(environment, LimitOverrides.NONE);
    }

    LimitOverrides typeLimits(String type) {
        return types.getOrDefault(type, LimitOverrides.NONE);
    }

    Set<String> environmentNames() {
        return environments.keySet();
    }

    Set<String> typeNames() {
        return types.keySet();
    }
}
