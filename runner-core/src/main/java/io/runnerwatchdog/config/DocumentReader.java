package io.runnerwatchdog.config;

import io.runnerwatchdog.policy.CommandPolicy;
import io.runnerwatchdog.run.LimitOverrides;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Makes sense of a configuration, section by section; collects all that is wrong. */
final class DocumentReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final List<String> SECTIONS =
            List.of("timeouts", "environments", "command_types", "metrics", "logging", "security");
    private static final List<String> LIMITS = List.of("idle_ms", "hard_ms", "grace_ms");
    private static final List<String> TYPE_KEYS = List.of("idle_ms", "hard_ms", "grace_ms", "retry_count");
    private static final long ONE_YEAR = Duration.ofDays(365).toMillis();
    private static final long MOST_ATTEMPTS = 100;
    private static final int LAST_PORT = 65_535;

    private final SectionReader section;

    DocumentReader(String source, List<ConfigProblem> problems) {
        section = new SectionReader(source, problems);
    }

    ConfigDocument read(JsonValue root) {
        Map<String, JsonValue> sections = section.members(root, SECTIONS);
        LimitOverrides timeouts =
                at(sections, "timeouts").map(value -> limits(value, LIMITS)).orElse(LimitOverrides.NONE);
        Map<String, LimitOverrides> environments = new LinkedHashMap<>();
        named(sections, "environments").forEach((name, value) -> environments.put(name, limits(value, LIMITS)));
        Map<String, LimitOverrides> types = new LinkedHashMap<>();
        Map<String, Integer> attempts = new LinkedHashMap<>();
        named(sections, "command_types").forEach((name, value) -> {
            types.put(name, limits(value, TYPE_KEYS));
            // Only looked at: that it is no object was told with its limits.
            if (value instanceof JsonValue.Members object) {
                section.positive(at(object.members(), "retry_count"), MOST_ATTEMPTS)
                        .ifPresent(count -> attempts.put(name, (int) count));
            }
        });
        return new ConfigDocument(
                timeouts,
                environments,
                types,
                attempts,
                at(sections, "metrics").map(this::metrics).orElse(MetricsSettings.DEFAULTS),
                at(sections, "logging").flatMap(this::evidenceDirectory),
                at(sections, "security").map(this::policy).orElse(CommandPolicy.everything()));
    }

    private Map<String, JsonValue> named(Map<String, JsonValue> sections, String key) {
        Map<String, JsonValue> named = new LinkedHashMap<>();
        at(sections, key).map(section::members).orElse(Map.of()).forEach((name, value) -> {
            if (NAME.matcher(name).matches()) {
                named.put(name, value);
            } else {
                section.problem(value, Shown.quoted(name), "a name that matches " + NAME);
            }
        });
        return named;
    }

    private LimitOverrides limits(JsonValue value, List<String> known) {
        Map<String, JsonValue> members = section.members(value, known);
        OptionalLong idle = section.positive(at(members, "idle_ms"), ONE_YEAR);
        OptionalLong hard = section.positive(at(members, "hard_ms"), ONE_YEAR);
        OptionalLong grace = section.positive(at(members, "grace_ms"), ONE_YEAR);
        if (idle.isPresent() && hard.isPresent() && idle.getAsLong() >= hard.getAsLong()) {
            section.problem(members.get("idle_ms"), "less than hard_ms, which is " + hard.getAsLong());
            return LimitOverrides.NONE;
        }
        return new LimitOverrides(millis(idle), millis(hard), millis(grace), Optional.empty());
    }

    private MetricsSettings metrics(JsonValue value) {
        Map<String, JsonValue> members = section.members(value, List.of("endpoint", "enabled", "timeout_ms"));
        MetricsSettings usual = MetricsSettings.DEFAULTS;
        return new MetricsSettings(
                section.text(at(members, "endpoint"))
                        .flatMap(text -> endpoint(members.get("endpoint"), text))
                        .orElse(usual.endpoint()),
                section.truth(at(members, "enabled")).orElse(usual.enabled()),
                millis(section.positive(at(members, "timeout_ms"), ONE_YEAR)).orElse(usual.timeout()));
    }

    private Optional<URI> endpoint(JsonValue value, String text) {
        try {
            URI address = new URI(text);
            if ("http".equals(address.getScheme()) && address.getHost() != null && isPort(address.getPort())) {
                return Optional.of(address);
            }
        } catch (URISyntaxException malformed) {
            // Told below, in the same words.
        }
        section.problem(value, "an address such as http://127.0.0.1:4001");
        return Optional.empty();
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= LAST_PORT;
    }

    private Optional<Path> evidenceDirectory(JsonValue value) {
        Map<String, JsonValue> members = section.members(value, List.of("evidence_dir"));
        Optional<String> text = section.text(at(members, "evidence_dir"));
        try {
            return text.map(Path::of);
        } catch (InvalidPathException unusable) {
            section.problem(members.get("evidence_dir"), "a path");
            return Optional.empty();
        }
    }

    private CommandPolicy policy(JsonValue security) {
        Map<String, JsonValue> members = section.members(security, List.of("allowed_commands", "blocked_patterns"));
        List<String> blocked = section.texts(at(members, "blocked_patterns"), this::isPattern);
        return CommandPolicy.everything()
                .allowing(section.texts(at(members, "allowed_commands"), (value, text) -> true))
                .blocking(blocked);
    }

    private boolean isPattern(JsonValue value, String text) {
        try {
            CommandPolicy.everything().blocking(List.of(text));
            return true;
        } catch (IllegalArgumentException unusable) {
            section.problem(value, "a text, or a regular expression between slashes (" + unusable.getMessage() + ")");
            return false;
        }
    }

    private static Optional<JsonValue> at(Map<String, JsonValue> members, String key) {
        return Optional.ofNullable(members.get(key));
    }

    private static Optional<Duration> millis(OptionalLong value) {
        return value.isPresent() ? Optional.of(Duration.ofMillis(value.getAsLong())) : Optional.empty();
    }
}
