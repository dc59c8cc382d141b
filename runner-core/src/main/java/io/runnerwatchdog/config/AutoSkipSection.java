package io.runnerwatchdog.config;

import static io.runnerwatchdog.config.SectionReader.at;

import io.runnerwatchdog.run.AutoSkip;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The section {@code auto_skip}. */
final class AutoSkipSection {
    private static final List<String> KEYS = List.of("enabled", "stalls", "window_ms", "cool_down_ms");

    private final SectionReader section;

    AutoSkipSection(SectionReader section) {
        this.section = section;
    }

    /** Empty where it is switched off. All members are checked all the same: it may be switched on tomorrow. */
    Optional<AutoSkip> read(JsonValue value) {
        Map<String, JsonValue> members = section.members(value, KEYS);
        AutoSkip usual = AutoSkip.USUAL;
        OptionalLong stalls = section.positive(at(members, "stalls"), AutoSkip.MOST_STALLS);
        AutoSkip autoSkip = new AutoSkip(
                stalls.isPresent() ? (int) stalls.getAsLong() : usual.stalls(),
                section.millis(at(members, "window_ms"), 1).orElse(usual.window()),
                section.millis(at(members, "cool_down_ms"), 1).orElse(usual.coolDown()));
        return section.truth(at(members, "enabled")).orElse(true) ? Optional.of(autoSkip) : Optional.empty();
    }
}
