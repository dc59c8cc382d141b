package io.runnerwatchdog.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object as maps, lists and the text of its leaves; {@code null} is left out. Numbers stay text, so nothing is
 * rounded and nothing overflows before somebody asks for a number.
 */
final class JsonTree {
    /** Stands for an object or an array that was not kept. */
    private static final Object NESTED = new Object();

    /** Thread-safe. The names it keeps are few thousands at most, and short: those of a hostile file fill no memory. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .build();

    private JsonTree() {}

    /** The object that this text is and nothing else; empty where it is not one. Never throws. */
    static Optional<Map<String, Object>> parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> object = object(parser);
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The leaves of the object that these bytes are and nothing else; what is nested in it is looked over and not kept, and
     * neither are the leaves of these names.
     * Empty where they are no object in UTF-8. Never throws.
     */
    static Optional<Map<String, Object>> leaves(byte[] utf8, Set<String> but) {
        try (JsonParser parser = JSON.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> object = new HashMap<>(32);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                    object.put(name, NESTED);
                } else if (token == JsonToken.VALUE_NULL) {
                    object.remove(name);
                } else if (but.contains(name)) {
                    object.put(name, NESTED);
                } else {
                    object.put(name, parser.getText());
                }
            }
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Optional<Object> value = value(parser);
            value.ifPresentOrElse(some -> object.put(name, some), () -> object.remove(name));
        }
        return object;
    }

    private static Optional<Object> value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> Optional.of(object(parser));
            case START_ARRAY -> Optional.of(array(parser));
            case VALUE_NULL -> Optional.empty();
            default -> Optional.of(parser.getText());
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(parser).ifPresent(array::add);
        }
        return array;
    }
}
