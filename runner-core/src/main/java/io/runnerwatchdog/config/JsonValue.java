package io.runnerwatchdog.config;

import java.util.List;
import java.util.Map;

/** A JSON value that knows where it stood, for messages. */
sealed interface JsonValue {
    /** Its place. */
    Place place();

    /** How a message names it. */
    String found();

    /**
     * Where a value stands.
     *
     * @param path its JSON path
     * @param line from 1
     * @param column from 1
     */
    record Place(String path, int line, int column) {}

    /** An object, its members in the order of the document. */
    record Members(Place place, Map<String, JsonValue> members) implements JsonValue {
        @Override
        public String found() {
            return "an object";
        }
    }

    /** An array. */
    record Items(Place place, List<JsonValue> items) implements JsonValue {
        @Override
        public String found() {
            return "an array";
        }
    }

    /** A string. */
    record Text(Place place, String value) implements JsonValue {
        @Override
        public String found() {
            return Shown.quoted(value);
        }
    }

    /** A number, as it is written. */
    record Number(Place place, String digits) implements JsonValue {
        @Override
        public String found() {
            return Shown.plain(digits);
        }
    }

    /** True, false or null. */
    record Word(Place place, String word) implements JsonValue {
        @Override
        public String found() {
            return word;
        }
    }
}
