package io.runnerwatchdog.classifiers.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes values of our own types as JSON, by the components of their records; the counterpart of {@link ValueReader}. A
 * component that is empty is left out. A value of a sealed type stands in an object whose only key is its own type.
 */
final class ValueWriter {
    private final JsonGenerator json;
    private final Redactor redactor;

    ValueWriter(JsonGenerator json, Redactor redactor) {
        this.json = json;
        this.redactor = redactor;
    }

    /** The components of a record, as members of the object that is open. */
    void writeMembers(Object value) throws IOException {
        for (RecordComponent part : value.getClass().getRecordComponents()) {
            Object member = member(part, value);
            if (!member.equals(Optional.empty()) && !member.equals(OptionalLong.empty())) {
                json.writeFieldName(part.getName());
                write(part.getGenericType(), member);
            }
        }
    }

    private static Object member(RecordComponent part, Object value) {
        try {
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(part + " cannot be read", impossible);
        }
    }

    private void write(Type type, Object value) throws IOException {
        if (type instanceof ParameterizedType generic) {
            writeContainer(generic.getActualTypeArguments()[0], value);
        } else if (value instanceof String text) {
            json.writeString(redactor.redact(text));
        } else if (TextForm.of((Class<?>) type).isPresent()) {
            json.writeString(value.toString());
        } else if (value instanceof Command command) {
            writeObject(CommandForm.of(command));
        } else if (value instanceof OptionalLong number) {
            json.writeNumber(number.getAsLong());
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else if (((Class<?>) type).isSealed()) {
            json.writeStartObject();
            json.writeFieldName(value.getClass().getSimpleName());
            writeObject(value);
            json.writeEndObject();
        } else {
            writeObject(value);
        }
    }

    private void writeObject(Object value) throws IOException {
        json.writeStartObject();
        writeMembers(value);
        json.writeEndObject();
    }

    private void writeContainer(Type of, Object value) throws IOException {
        if (value instanceof Optional<?> present) {
            write(of, present.orElseThrow());
        } else if (value instanceof Set<?> set) {
            // A set has no order, and one that differs from run to run would make each recording differ.
            writeArray(of, sorted(set));
        } else {
            writeArray(of, of == String.class ? masked((List<?>) value) : (List<?>) value);
        }
    }

    private static List<?> sorted(Set<?> set) {
        Object[] values = set.toArray();
        Arrays.sort(values, (one, other) -> one.toString().compareTo(other.toString()));
        return List.of(values);
    }

    private void writeArray(Type of, Collection<?> values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            write(of, value);
        }
        json.writeEndArray();
    }

    /** A secret may be told by the argument before it. Where one is found, blanks within arguments part them as well. */
    private List<String> masked(List<?> words) {
        List<String> plain = words.stream().map(String.class::cast).toList();
        String line = String.join(" ", plain);
        String masked = redactor.redact(line);
        return masked.equals(line) ? plain : List.of(masked.split(" "));
    }
}
