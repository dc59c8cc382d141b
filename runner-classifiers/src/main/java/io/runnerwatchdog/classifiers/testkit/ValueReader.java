package io.runnerwatchdog.classifiers.testkit;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads values of our own types from JSON, by the components of their records; the counterpart of {@link ValueWriter}. It
 * is strict: a key that is not known, stands twice or is missing is an error, and so is a value that its type refuses. Only
 * what is optional may be left out.
 */
final class ValueReader {
    private final JsonParser json;
    private final Deque<String> path = new ArrayDeque<>(List.of("$"));

    /** Reads on from the next token of {@code json}. */
    ValueReader(JsonParser json) {
        this.json = json;
    }

    /** The next token, which must be this one. */
    void next(JsonToken expected, String inWords) throws IOException {
        require(json.nextToken() == expected, inWords);
    }

    /** The end of the text, which must be here. */
    void end() throws IOException {
        require(json.nextToken() == null, "nothing after the object");
    }

    /** The next member of the open object, which must be this key with this number. */
    void nextMember(String key, int number) throws IOException {
        next(JsonToken.FIELD_NAME, "the key \"" + key + "\" before all others");
        require(json.currentName().equals(key), "the key \"" + key + "\" before all others");
        path.addLast("." + key);
        json.nextToken();
        require(wholeNumber(Long.MAX_VALUE) == number, Integer.toString(number));
        path.removeLast();
    }

    /** The rest of the object that is open, as the components of a record. */
    <T> T members(Class<T> type) throws IOException {
        Map<String, RecordComponent> parts = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(
                        RecordComponent::getName, part -> part, (one, other) -> one, LinkedHashMap::new));
        Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            require(parts.containsKey(key), "one of the keys " + String.join(", ", parts.keySet()));
            path.addLast("." + key);
            require(!values.containsKey(key), "each key once");
            json.nextToken();
            values.put(key, value(parts.get(key).getGenericType()));
            path.removeLast();
        }
        for (RecordComponent part : parts.values()) {
            if (!values.containsKey(part.getName())) {
                values.put(part.getName(), absent(part));
            }
        }
        return construct(type, parts.keySet().stream().map(values::get).toArray());
    }

    private Object absent(RecordComponent part) throws StallFormatException {
        if (part.getType() == Optional.class) {
            return Optional.empty();
        }
        if (part.getType() == OptionalLong.class) {
            return OptionalLong.empty();
        }
        throw problem("an object without it", "the key \"" + part.getName() + "\"");
    }

    private <T> T construct(Class<T> type, Object[] values) throws IOException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException why) {
                throw problem("values that do not go: " + why.getMessage(), "a " + type.getSimpleName());
            }
            throw new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " cannot be made", impossible);
        }
    }

    /** The value that begins at the current token. */
    private Object value(Type type) throws IOException {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        Optional<TextForm<?>> form = TextForm.of(plain);
        if (form.isPresent()) {
            return text(form.get());
        }
        if (plain == long.class || plain == OptionalLong.class) {
            long number = wholeNumber(Long.MAX_VALUE);
            return plain == long.class ? (Object) number : OptionalLong.of(number);
        }
        if (plain == int.class) {
            return (int) wholeNumber(Integer.MAX_VALUE);
        }
        if (plain == double.class) {
            return number();
        }
        if (plain == boolean.class) {
            require(json.currentToken().isBoolean(), "true or false");
            return json.getBooleanValue();
        }
        if (plain.isEnum()) {
            return constant(plain);
        }
        require(json.currentToken() == JsonToken.START_OBJECT, "an object, a " + plain.getSimpleName());
        return plain.isSealed() ? oneOf(plain) : object(plain);
    }

    private Object object(Class<?> type) throws IOException {
        if (type != Command.class) {
            return members(type);
        }
        CommandForm form = members(CommandForm.class);
        try {
            return form.command();
        } catch (IllegalArgumentException refused) {
            throw problem("values that do not go: " + refused.getMessage(), "a Command");
        }
    }

    private Object container(Class<?> type, Type of) throws IOException {
        if (type == Optional.class) {
            return Optional.of(value(of));
        }
        require(json.currentToken() == JsonToken.START_ARRAY, "an array");
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            path.addLast("[" + values.size() + "]");
            values.add(value(of));
            path.removeLast();
        }
        if (type != Set.class) {
            return values;
        }
        Set<Object> set = new LinkedHashSet<>(values);
        require(set.size() == values.size(), "each value once");
        return set;
    }

    private Object text(TextForm<?> form) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, form.expected());
        try {
            return form.reader().apply(json.getText());
        } catch (RuntimeException refused) {
            throw problem(found(), form.expected());
        }
    }

    private long wholeNumber(long most) throws IOException {
        String expected = "a whole number within " + (-most - 1) + " and " + most;
        require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, expected);
        try {
            long number = Long.parseLong(json.getText());
            require(number <= most && number >= -most - 1, expected);
            return number;
        } catch (NumberFormatException tooLong) {
            throw problem(found(), expected);
        }
    }

    /** Numbers that JSON has no digits for stand there as words. */
    private double number() throws IOException {
        boolean word = json.currentToken() == JsonToken.VALUE_STRING
                && Set.of("NaN", "Infinity", "-Infinity").contains(json.getText());
        require(word || json.currentToken().isNumeric(), "a number");
        double number = Double.parseDouble(json.getText());
        require(word || Double.isFinite(number), "a number that is not too large");
        return number;
    }

    private Object constant(Class<?> type) throws IOException {
        String words = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", "));
        require(json.currentToken() == JsonToken.VALUE_STRING, "one of " + words);
        String name = json.getText();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> problem(found(), "one of " + words));
    }

    private Object oneOf(Class<?> type) throws IOException {
        String words = Stream.of(type.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .sorted()
                .collect(Collectors.joining(", "));
        String expected = "one key that says which " + type.getSimpleName() + " it is, one of " + words;
        require(json.nextToken() == JsonToken.FIELD_NAME, expected);
        String name = json.currentName();
        Class<?> meant = Stream.of(type.getPermittedSubclasses())
                .filter(permitted -> permitted.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> problem(found(), expected));
        path.addLast("." + name);
        next(JsonToken.START_OBJECT, "an object");
        Object value = object(meant);
        path.removeLast();
        next(JsonToken.END_OBJECT, "nothing beside the key \"" + name + "\"");
        return value;
    }

    private void require(boolean holds, String expected) throws StallFormatException {
        if (!holds) {
            throw problem(found(), expected);
        }
    }

    private String found() {
        try {
            JsonToken token = json.currentToken();
            return token == null ? "the end" : token.isStructStart() ? token.asString() : "\"" + json.getText() + "\"";
        } catch (IOException unreadable) {
            return "what cannot be read";
        }
    }

    private StallFormatException problem(String found, String expected) {
        return problem(json.currentTokenLocation(), found, expected);
    }

    /** Only keys that are known get into the path, so it is no hostile text. */
    StallFormatException problem(JsonLocation at, String found, String expected) {
        String place = String.join("", path) + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new StallFormatException(place + ": expected " + expected + ", found " + Shown.plain(found));
    }
}
