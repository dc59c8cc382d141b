package io.runnerwatchdog.config;

import static io.runnerwatchdog.config.SectionReader.at;

import io.runnerwatchdog.policy.CommandPolicy;
import io.runnerwatchdog.run.RetryPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes sense of a configuration, section by section; collects all that is wrong, and all that is dangerous. */
final class DocumentReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Editors look for the last one; what it says is not read. */
    private static final List<String> SECTIONS = List.of(
            "timeouts",
            "environments",
            "command_types",
            "retry",
            "auto_skip",
            "shadow",
            "metrics",
            "logging",
            "security",
            "$schema");

    private static final List<String> TYPE_KEYS = List.of("idle_ms", "hard_ms", "grace_ms", "retry_count");

    private final List<ConfigWarning> warnings = new ArrayList<>();
    private final SectionReader section;
    private final LimitsSection limits;

    DocumentReader(String source, List<ConfigProblem> problems) {
        section = new SectionReader(source, problems, warnings);
        limits = new LimitsSection(section);
    }

    ConfigDocument read(JsonValue root) {
        Map<String, JsonValue> sections = section.members(root, SECTIONS);
        section.text(at(sections, "$schema"));
        at(sections, "security").ifPresent(new SecurityWarnings(section)::look);
        Map<String, Placed<Integer>> attempts = new LinkedHashMap<>();
        return new ConfigDocument(
                at(sections, "timeouts")
                        .map(value -> limits.read(value, LimitsSection.KEYS))
                        .orElse(LimitLevel.NONE),
                environments(sections),
                types(sections, attempts),
                attempts,
                at(sections, "retry").map(new RetrySection(section)::read).orElse(RetryPolicy.NEVER),
                at(sections, "auto_skip").flatMap(new AutoSkipSection(section)::read),
                at(sections, "metrics").map(new MetricsSection(section)::read).orElse(MetricsSettings.DEFAULTS),
                at(sections, "logging").map(new LoggingSection(section)::read).orElse(LoggingSettings.DEFAULTS),
                shadow(sections),
                at(sections, "security").map(this::policy).orElse(CommandPolicy.everything()),
                warnings);
    }

    private Map<String, LimitLevel> environments(Map<String, JsonValue> sections) {
        Map<String, LimitLevel> environments = new LinkedHashMap<>();
        named(sections, "environments")
                .forEach((name, value) -> environments.put(name, limits.read(value, LimitsSection.KEYS)));
        return environments;
    }

    private Map<String, LimitLevel> types(Map<String, JsonValue> sections, Map<String, Placed<Integer>> attempts) {
        Map<String, LimitLevel> types = new LinkedHashMap<>();
        named(sections, "command_types").forEach((name, value) -> {
            types.put(name, limits.read(value, TYPE_KEYS));
            // Only looked at: that it is no object was told with its limits.
            if (value instanceof JsonValue.Members object) {
                JsonValue count = object.members().get("retry_count");
                section.positive(at(object.members(), "retry_count"), RetryPolicy.MOST_ATTEMPTS)
                        .ifPresent(number -> attempts.put(name, section.placed(count, (int) number)));
            }
        });
        return types;
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

    private boolean shadow(Map<String, JsonValue> sections) {
        boolean shadow = section.truth(at(sections, "shadow")).orElse(false);
        if (shadow) {
            section.warning(
                    sections.get("shadow"), "true", "stalls are diagnosed and written down, and nothing is stopped");
        }
        return shadow;
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
}
