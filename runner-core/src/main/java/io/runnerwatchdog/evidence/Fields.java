package io.runnerwatchdog.evidence;

import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.RootCause;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads typed values out of a {@link JsonTree}; whatever is missing, of another type or out of range is empty. */
record Fields(Map<String, Object> values) {
    /** The text of a leaf. */
    Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * The text of a leaf; {@code a.b} is the leaf {@code b} of the object {@code a}, unless there is a leaf of
     * that name.
     */
    Optional<String> path(String name) {
        int dot = name.indexOf('.');
        if (values.containsKey(name) || dot < 0) {
            return text(name);
        }
        return object(name.substring(0, dot)).path(name.substring(dot + 1));
    }

    /** The object of this name; an empty one where there is none. */
    @SuppressWarnings("unchecked")
    Fields object(String name) {
        return new Fields(values.get(name) instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of());
    }

    /** The objects of the list of this name. */
    @SuppressWarnings("unchecked")
    List<Fields> objects(String name) {
        return list(name).stream()
                .filter(Map.class::isInstance)
                .map(object -> new Fields((Map<String, Object>) object))
                .toList();
    }

    /** The texts of the list of this name. */
    List<String> texts(String name) {
        return list(name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }

    OptionalLong number(String name) {
        try {
            return OptionalLong.of(Long.parseLong(text(name).orElse("")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A number within these bounds. */
    OptionalLong number(String name, long least, long greatest) {
        OptionalLong number = number(name);
        return number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= greatest
                ? number
                : OptionalLong.empty();
    }

    Optional<Duration> millis(String name) {
        OptionalLong millis = number(name, 0, Long.MAX_VALUE);
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    Optional<RootCause> rootCause() {
        try {
            return text(Words.ROOT_CAUSE).map(RootCause::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Confidence confidence() {
        try {
            return Confidence.of(Double.parseDouble(text(Words.CONFIDENCE).orElse("0")));
        } catch (IllegalArgumentException e) {
            // No number, or out of range.
            return Confidence.NONE;
        }
    }

    /** A time stamp with or without parts of a second, in UTC or with an offset. */
    Optional<Instant> instant(String name) {
        try {
            return text(name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** When it happened: the fine time where there is one. */
    Optional<Instant> at() {
        // Within what an event's time can be turned back into milliseconds and a date of four digits.
        OptionalLong millis = number(Words.TS_MS, 0, 253_402_300_799_999L);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : instant(Words.TS);
    }
}
