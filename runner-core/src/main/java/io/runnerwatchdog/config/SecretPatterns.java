package io.runnerwatchdog.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The regular expressions of {@code logging.redact_patterns}: each is compiled once, to see whether it can be. */
final class SecretPatterns {
    private static final int MOST = 100;
    private static final int LONGEST = 1000;

    /** A repeated group that ends in a repetition: {@code (a+)+}. A net with holes, like all that looks at patterns. */
    private static final Pattern NESTED_REPETITION = Pattern.compile("[+*}]\\)[+*{]");

    private final SectionReader section;

    SecretPatterns(SectionReader section) {
        this.section = section;
    }

    List<String> read(Optional<JsonValue> value) {
        List<JsonValue> items = section.items(value);
        if (items.size() > MOST) {
            section.problem(value.get(), items.size() + " patterns", "at most " + MOST);
            return List.of();
        }
        List<String> patterns = new ArrayList<>();
        for (JsonValue item : items) {
            section.text(Optional.of(item)).filter(text -> isUsable(item, text)).ifPresent(patterns::add);
        }
        return patterns;
    }

    private boolean isUsable(JsonValue item, String text) {
        if (text.codePointCount(0, text.length()) > LONGEST) {
            section.problem(item, "a regular expression of at most " + LONGEST + " characters");
            return false;
        }
        try {
            warn(item, text, Pattern.compile(text));
            return true;
        } catch (PatternSyntaxException malformed) {
            section.problem(
                    item,
                    "a regular expression; " + Shown.plain(malformed.getDescription()) + place(malformed)
                            + ", a sign that is meant as it stands needs \\\\ before it");
        } catch (IllegalArgumentException | StackOverflowError unusable) {
            // The compiler of the JDK recurses into groups, on the stack of whoever reads the configuration.
            section.problem(item, "a regular expression that can be compiled");
        }
        return false;
    }

    /** Some faults are of the whole expression, and have no place. */
    private static String place(PatternSyntaxException malformed) {
        return malformed.getIndex() < 0 ? "" : " near index " + malformed.getIndex();
    }

    private void warn(JsonValue item, String text, Pattern pattern) {
        if (pattern.matcher("").find()) {
            section.warning(
                    item,
                    item.found(),
                    "it matches the empty text, which is everywhere, so it masks what is no secret");
        }
        if (NESTED_REPETITION.matcher(text).find()) {
            section.warning(
                    item, item.found(), "a repetition within a repetition may take for ever on output made to match");
        }
    }
}
