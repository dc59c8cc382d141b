package io.runnerwatchdog.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a value against as much of JSON Schema 2020-12 as our schema uses; a keyword that it does not know is an
 * error.
 */
final class Schema {
    private static final Set<String> ANNOTATIONS = Set.of("$schema", "title", "description", "$defs", "then", "else");

    private final Map<?, ?> root;

    private Schema(Map<?, ?> root) {
        this.root = root;
    }

    static Schema parse(String json) throws IOException {
        return new Schema((Map<?, ?>) json(json));
    }

    /** The declared properties of the whole. */
    Set<?> properties() {
        return ((Map<?, ?>) root.get("properties")).keySet();
    }

    /** What is wrong with this value; empty where nothing is. */
    List<String> problems(String json) throws IOException {
        List<String> problems = new ArrayList<>();
        check("", root, Optional.ofNullable(json(json)), problems);
        return problems;
    }

    private void check(String at, Object schema, Optional<Object> value, List<String> problems) {
        if (schema instanceof Boolean allowed) {
            if (!allowed) {
                problems.add(at + " must not be there");
            }
            return;
        }
        Map<?, ?> rules = (Map<?, ?>) schema;
        rules.forEach((keyword, rule) -> {
            boolean good = switch ((String) keyword) {
                case "type" ->
                    (rule instanceof List<?> types ? types : List.of(rule))
                            .stream().anyMatch(type -> isOf((String) type, value));
                case "enum" -> ((List<?>) rule).contains(value.orElse(null));
                case "const" -> rule.equals(value.orElse(null));
                case "pattern" ->
                    text(value)
                            .map(text ->
                                    Pattern.compile((String) rule).matcher(text).find())
                            .orElse(true);
                case "maxLength" ->
                    text(value)
                            .map(text -> text.codePointCount(0, text.length()) <= number(rule))
                            .orElse(true);
                case "minimum" -> !(value.orElse(null) instanceof Number n) || n.doubleValue() >= number(rule);
                case "maximum" -> !(value.orElse(null) instanceof Number n) || n.doubleValue() <= number(rule);
                case "maxItems" -> list(value).size() <= number(rule);
                case "required" -> object(value).keySet().containsAll((List<?>) rule);
                default -> nested(at, (String) keyword, rule, rules, value, problems);
            };
            if (!good) {
                problems.add(at + " breaks " + keyword + " " + rule + ": " + value);
            }
        });
    }

    private boolean nested(
            String at, String keyword, Object rule, Map<?, ?> rules, Optional<Object> value, List<String> problems) {
        switch (keyword) {
            case "$ref" -> check(at, definition((String) rule), value, problems);
            case "allOf" -> ((List<?>) rule).forEach(part -> check(at, part, value, problems));
            case "items" -> list(value).forEach(item -> check(at + "[]", rule, Optional.ofNullable(item), problems));
            case "properties" ->
                ((Map<?, ?>) rule).forEach((name, part) -> {
                    if (object(value).containsKey(name)) {
                        check(
                                at + "." + name,
                                part,
                                Optional.ofNullable(object(value).get(name)),
                                problems);
                    }
                });
            case "if" -> {
                List<String> unmet = new ArrayList<>();
                check(at, rule, value, unmet);
                Object branch = rules.get(unmet.isEmpty() ? "then" : "else");
                check(at, branch == null ? Boolean.TRUE : branch, value, problems);
            }
            default -> {
                return ANNOTATIONS.contains(keyword);
            }
        }
        return true;
    }

    private Object definition(String reference) {
        return ((Map<?, ?>) root.get("$defs")).get(reference.substring("#/$defs/".length()));
    }

    private static boolean isOf(String type, Optional<Object> value) {
        return switch (type) {
            case "null" -> value.isEmpty();
            case "string" -> value.orElse(null) instanceof String;
            case "integer" -> value.orElse(null) instanceof Long;
            case "number" -> value.orElse(null) instanceof Number;
            case "object" -> value.orElse(null) instanceof Map;
            case "array" -> value.orElse(null) instanceof List;
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static double number(Object rule) {
        return ((Number) rule).doubleValue();
    }

    private static Optional<String> text(Optional<Object> value) {
        return value.filter(String.class::isInstance).map(String.class::cast);
    }

    private static List<?> list(Optional<Object> value) {
        return value.orElse(null) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> object(Optional<Object> value) {
        return value.orElse(null) instanceof Map<?, ?> object ? object : Map.of();
    }

    private static Object json(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
