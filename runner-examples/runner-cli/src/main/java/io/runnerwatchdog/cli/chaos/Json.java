package io.runnerwatchdog.cli.chaos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of JSON that knows where it stood, for messages. */
sealed interface Json {
    /** Where it stood. */
    Place place();

    /** How a message shows it. */
    String found();

    /**
     * Where something stood.
     *
     * @param path its path from the root, such as {@code scenarios[3].expected}
     * @param line from 1
     */
    record Place(String path, int line) {}

    /** An object, its members in the order of the file. */
    record Members(Place place, Map<String, Json> members) implements Json {
        @Override
        public String found() {
            return "an object";
        }
    }

    /** An array. */
    record Items(Place place, List<Json> items) implements Json {
        @Override
        public String found() {
            return "an array";
        }
    }

    /** A string. */
    record Text(Place place, String value) implements Json {
        @Override
        public String found() {
            return "\"" + (value.length() > 60 ? value.substring(0, 59) + "…" : value) + "\"";
        }
    }

    /** A number, a truth value or null, as it was written. */
    record Bare(Place place, String value) implements Json {
        @Override
        public String found() {
            return value;
        }
    }

    /**
     * All of a file.
     *
     * @throws ScenarioException if it is not JSON
     */
    static Json read(String file, InputStream in) throws IOException, ScenarioException {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(in)) {
            if (parser.nextToken() == null) {
                throw new ScenarioException(file, new Place("", 1), "nothing", "an object");
            }
            Json all = value(parser, "");
            if (parser.nextToken() != null) {
                throw new ScenarioException(file, place(parser, ""), "more after the end", "one object");
            }
            return all;
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            throw new ScenarioException(file, new Place("", line), malformed.getOriginalMessage(), "JSON");
        }
    }

    private static Json value(JsonParser parser, String path) throws IOException {
        Place place = place(parser, path);
        switch (parser.currentToken()) {
            case START_OBJECT:
                Map<String, Json> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser, path.isEmpty() ? name : path + "." + name));
                }
                return new Members(place, members);
            case START_ARRAY:
                List<Json> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, path + "[" + items.size() + "]"));
                }
                return new Items(place, items);
            case VALUE_STRING:
                return new Text(place, parser.getText());
            default:
                return new Bare(place, parser.getText());
        }
    }

    private static Place place(JsonParser parser, String path) {
        return new Place(path, parser.currentTokenLocation().getLineNr());
    }
}
