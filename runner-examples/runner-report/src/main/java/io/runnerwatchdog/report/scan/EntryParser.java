package io.runnerwatchdog.report.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.report.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads lines into entries, looking at no more of a line than is counted. What it does not understand it leaves to
 * {@link EvidenceRecord}, so that both take the same lines for evidence.
 */
final class EntryParser {
    /** As the evidence reader has it: an engine that was stricter would count other lines as unreadable. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .build();

    /**
     * The entry in a line, blanks before and behind it left out; empty where it is no evidence. The bytes must stay as they
     * are until it has been counted.
     */
    static Optional<Entry> parse(byte[] bytes, int start, int end) {
        // Most torn lines are known by their ends; a parser would say so by an exception, which takes far longer.
        if (bytes[start] != '{' || bytes[end - 1] != '}') {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(bytes, start, end - start)) {
            ParsedLine fields = new ParsedLine();
            json.nextToken();
            read(json, fields);
            boolean whole = json.nextToken() == null;
            return whole && fields.isRecord(bytes, start, end) ? Optional.of(fields) : Optional.empty();
        } catch (IOException torn) {
            // Or in no good UTF-8, which is mended there.
            return LineEntry.whole(bytes, start, end).map(Entry::of);
        }
    }

    private static void read(JsonParser json, ParsedLine fields) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            Optional<FieldName> field = FieldName.of(name);
            if (field.isEmpty()) {
                json.skipChildren();
            } else if (field.get() == FieldName.DIAGNOSIS) {
                fields.setChain(token == JsonToken.START_OBJECT ? chain(json) : List.of());
                json.skipChildren();
            } else {
                fields.set(field.get(), text(json));
            }
        }
    }

    /** The text of a leaf; empty where it is null or nested. */
    private static Optional<String> text(JsonParser json) throws IOException {
        return isLeaf(json) ? Optional.of(json.getText()) : Optional.empty();
    }

    private static boolean isLeaf(JsonParser json) throws IOException {
        if (json.currentToken().isStructStart()) {
            json.skipChildren();
            return false;
        }
        return json.currentToken() != JsonToken.VALUE_NULL;
    }

    private static List<String> chain(JsonParser json) throws IOException {
        List<String> chain = List.of();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("chain")) {
                chain = token == JsonToken.START_ARRAY ? texts(json) : List.of();
            }
            json.skipChildren();
        }
        return chain;
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            text(json).ifPresent(texts::add);
        }
        return texts;
    }
}
