package io.runnerwatchdog.config;

import io.runnerwatchdog.config.JsonValue.Members;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiPredicate;

/** Reads the members of one object by name and type; what does not fit becomes a problem, and the rest is read on. */
final class SectionReader {
    /** The longest time that can be set, in milliseconds. */
    static final long ONE_YEAR = Duration.ofDays(365).toMillis();

    private final String source;
    private final List<ConfigProblem> problems;
    private final List<ConfigWarning> warnings;

    SectionReader(String source, List<ConfigProblem> problems, List<ConfigWarning> warnings) {
        this.source = source;
        this.problems = problems;
        this.warnings = warnings;
    }

    static Optional<JsonValue> at(Map<String, JsonValue> members, String key) {
        return Optional.ofNullable(members.get(key));
    }

    /** Notes what is wrong with a value. */
    void problem(JsonValue value, String expected) {
        problem(value, value.found(), expected);
    }

    /** Notes what is wrong at the place of a value, though not with the value itself. */
    void problem(JsonValue value, String found, String expected) {
        JsonValue.Place place = value.place();
        problems.add(new ConfigProblem(source, place.path(), place.line(), place.column(), found, expected));
    }

    /** Notes what is dangerous about a value that can be used. */
    void warning(JsonValue value, String found, String danger) {
        warnings.add(placed(value, value).warning(found, danger));
    }

    /** What was read of a value, with its place. */
    <T> Placed<T> placed(JsonValue value, T read) {
        return new Placed<>(read, source, value.place());
    }

    /** The members of an object of which only these keys are known. */
    Map<String, JsonValue> members(JsonValue value, List<String> known) {
        Map<String, JsonValue> members = members(value);
        members.forEach((name, member) -> {
            if (!known.contains(name)) {
                problem(member, "an unknown key", expected(name, known));
            }
        });
        return members;
    }

    /** The members of an object. */
    Map<String, JsonValue> members(JsonValue value) {
        if (value instanceof Members object) {
            return object.members();
        }
        problem(value, "an object");
        return new LinkedHashMap<>();
    }

    private static String expected(String name, List<String> known) {
        String list = "one of " + String.join(", ", known);
        return EditDistance.nearest(name, known)
                .map(meant -> list + " (did you mean " + meant + "?)")
                .orElse(list);
    }

    /** A positive whole number of at most {@code most}. */
    OptionalLong positive(Optional<JsonValue> value, long most) {
        return within(value, 1, most);
    }

    /** A whole number within bounds. */
    OptionalLong within(Optional<JsonValue> value, long least, long most) {
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        Optional<Long> number = wholeNumber(value.get()).filter(found -> found >= least && found <= most);
        if (number.isEmpty()) {
            problem(value.get(), "a whole number from " + least + " to " + most);
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.get());
    }

    /** A time from {@code least} milliseconds to a year. */
    Optional<Duration> millis(Optional<JsonValue> value, long least) {
        OptionalLong millis = within(value, least, ONE_YEAR);
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    private static Optional<Long> wholeNumber(JsonValue value) {
        if (!(value instanceof JsonValue.Number number) || number.digits().length() > 20) {
            return Optional.empty();
        }
        try {
            return number.digits().matches("-?\\d+")
                    ? Optional.of(new BigDecimal(number.digits()).longValueExact())
                    : Optional.empty();
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    Optional<String> text(Optional<JsonValue> value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonValue.Text text && !text.value().isBlank()) {
            return Optional.of(text.value());
        }
        problem(value.get(), "a string that is not blank");
        return Optional.empty();
    }

    Optional<Boolean> truth(Optional<JsonValue> value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonValue.Word word && !word.word().equals("null")) {
            return Optional.of(Boolean.valueOf(word.word()));
        }
        problem(value.get(), "true or false");
        return Optional.empty();
    }

    /** The strings of an array of which something more is asked; who asks it notes what is wrong. */
    List<String> texts(Optional<JsonValue> value, BiPredicate<JsonValue, String> usable) {
        List<String> texts = new ArrayList<>();
        items(value)
                .forEach(item -> text(Optional.of(item))
                        .filter(text -> usable.test(item, text))
                        .ifPresent(texts::add));
        return texts;
    }

    /** The items of an array of strings; they may be of any kind. */
    List<JsonValue> items(Optional<JsonValue> value) {
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof JsonValue.Items items) {
            return items.items();
        }
        problem(value.get(), "an array of strings");
        return List.of();
    }
}
