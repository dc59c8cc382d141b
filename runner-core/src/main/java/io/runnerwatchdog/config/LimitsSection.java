package io.runnerwatchdog.config;

import static io.runnerwatchdog.config.SectionReader.at;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits of one level: of {@code timeouts}, of an environment, or of a command type. */
final class LimitsSection {
    static final List<String> KEYS = List.of("idle_ms", "hard_ms", "grace_ms");

    private final SectionReader section;

    LimitsSection(SectionReader section) {
        this.section = section;
    }

    LimitLevel read(JsonValue value, List<String> known) {
        Map<String, JsonValue> members = section.members(value, known);
        Optional<Placed<Duration>> idle = limit(members, "idle_ms");
        Optional<Placed<Duration>> hard = limit(members, "hard_ms");
        Optional<Placed<Duration>> grace = limit(members, "grace_ms");
        if (idle.isPresent()
                && hard.isPresent()
                && idle.get().value().compareTo(hard.get().value()) >= 0) {
            section.problem(
                    members.get("idle_ms"),
                    "less than hard_ms, which is " + hard.get().value().toMillis());
            return LimitLevel.NONE;
        }
        return new LimitLevel(idle, hard, grace);
    }

    private Optional<Placed<Duration>> limit(Map<String, JsonValue> members, String key) {
        return section.millis(at(members, key), 1).map(limit -> section.placed(members.get(key), limit));
    }
}
