package io.runnerwatchdog.report.scan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a line that a JSON parser has read. */
final class ParsedLine extends LineEntry {
    private final Map<FieldName, String> texts = new EnumMap<>(FieldName.class);
    private List<String> chain = List.of();

    void set(FieldName name, Optional<String> text) {
        if (text.isPresent()) {
            texts.put(name, text.get());
        } else {
            texts.remove(name);
        }
    }

    void setChain(List<String> links) {
        chain = links;
    }

    @Override
    boolean has(FieldName name) {
        return texts.containsKey(name);
    }

    @Override
    String textOr(FieldName name, String other) {
        return texts.getOrDefault(name, other);
    }

    @Override
    public List<String> chain() {
        return chain;
    }
}
