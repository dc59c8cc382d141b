package io.runnerwatchdog.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads JSON into values that know their places. What is malformed becomes one problem, at the place where it is. */
final class LocatedJson {
    private static final int DEEPEST = 32;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** What the parser's messages say about its own settings, which whoever writes a configuration cannot change. */
    private static final Pattern FOR_PROGRAMMERS =
            Pattern.compile(", from `[^`]*`|: enable `.*| \\(start marker at .*| \\(not recognized as .*");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final String source;
    private final List<ConfigProblem> problems;

    LocatedJson(String source, List<ConfigProblem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The document, or empty where it is malformed. */
    Optional<JsonValue> read(String json) {
        String text = json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
        try (JsonParser parser = JSON.createParser(text)) {
            return read(parser);
        } catch (IOException never) {
            throw new IllegalStateException("reading from memory does not fail", never);
        }
    }

    private Optional<JsonValue> read(JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == null) {
                problems.add(new ConfigProblem(source, "$", 1, 1, "nothing", "a JSON object"));
                return Optional.empty();
            }
            JsonValue value = value(parser, "$");
            if (parser.nextToken() != null) {
                JsonLocation end = parser.currentTokenLocation();
                problems.add(problem("$", end, "more after the end of the document", "one JSON object"));
            }
            return Optional.of(value);
        } catch (JsonProcessingException malformed) {
            // A document beyond the parser's bounds comes without a place: then it is where the parser stands.
            JsonLocation at = Optional.ofNullable(malformed.getLocation()).orElseGet(parser::currentLocation);
            String message =
                    FOR_PROGRAMMERS.matcher(malformed.getOriginalMessage()).replaceAll("");
            problems.add(problem("$", at, Shown.plain(message), "valid JSON"));
            return Optional.empty();
        }
    }

    private JsonValue value(JsonParser parser, String path) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        JsonValue.Place place = new JsonValue.Place(path, at.getLineNr(), at.getColumnNr());
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, place);
            case START_ARRAY -> items(parser, place);
            case VALUE_STRING -> new JsonValue.Text(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(place, parser.getText());
            default -> new JsonValue.Word(place, parser.getText());
        };
    }

    private JsonValue members(JsonParser parser, JsonValue.Place place) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            String path = place.path() + "." + Shown.plain(name);
            parser.nextToken();
            if (members.putIfAbsent(name, value(parser, path)) != null) {
                problems.add(problem(path, at, "the key a second time", "each key once"));
            }
        }
        return new JsonValue.Members(place, members);
    }

    private JsonValue items(JsonParser parser, JsonValue.Place place) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, place.path() + "[" + items.size() + "]"));
        }
        return new JsonValue.Items(place, items);
    }

    private ConfigProblem problem(String path, JsonLocation at, String found, String expected) {
        return new ConfigProblem(source, path, at.getLineNr(), at.getColumnNr(), found, expected);
    }
}
