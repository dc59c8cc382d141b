package io.runnerwatchdog.config;

import java.util.List;

/** What is dangerous in the section {@code security}. That it is left out is a choice; an empty list looks like a guard. */
final class SecurityWarnings {
    private static final int TOO_SHORT = 2;

    private final SectionReader section;

    SecurityWarnings(SectionReader section) {
        this.section = section;
    }

    void look(JsonValue security) {
        if (security instanceof JsonValue.Members object) {
            SectionReader.at(object.members(), "allowed_commands").ifPresent(this::allowed);
            SectionReader.at(object.members(), "blocked_patterns").ifPresent(this::blocked);
        }
    }

    private void allowed(JsonValue value) {
        if (value instanceof JsonValue.Items items && items.items().isEmpty()) {
            section.warning(
                    value, "an empty array", "it allows every command; name those that may run, or leave the key out");
        }
    }

    private void blocked(JsonValue value) {
        List<JsonValue> patterns = value instanceof JsonValue.Items items ? items.items() : List.of();
        for (JsonValue item : patterns) {
            if (item instanceof JsonValue.Text text
                    && text.value().codePointCount(0, text.value().length()) <= TOO_SHORT) {
                section.warning(item, item.found(), "so short a text is in nearly every command line, which it blocks");
            }
        }
    }
}
