package io.runnerwatchdog.evidence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The forms in which tools print a value that they were given. */
final class ValueForms {
    /** A form that is shorter would stand in ordinary text as well. */
    static final int SHORTEST = 8;
    /** A line of a value of many is looked for by itself from this length on. */
    private static final int SHORTEST_LINE = 16;
    /** How many bits of base64 a character has. */
    private static final int BITS = 6;

    private ValueForms() {}

    /** The value itself, and as it stands in JSON, in URLs and in base64. */
    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        String plain = value.strip();
        forms.add(plain);
        forms.add(inJson(plain));
        forms.add(inJson(plain).replace("/", "\\/"));
        String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8);
        forms.add(encoded);
        forms.add(encoded.replace("+", "%20"));
        for (int before = 0; before < 3; before++) {
            String base64 = inBase64(plain.getBytes(StandardCharsets.UTF_8), before);
            forms.add(base64);
            forms.add(base64.replace('+', '-').replace('/', '_'));
        }
        plain.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE)
                .forEach(forms::add);
        forms.removeIf(form -> form.length() < SHORTEST);
        return forms;
    }

    private static String inJson(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    /**
     * The characters of base64 that depend on the value alone where some bytes stand before it, as a user's name does in
     * a header: three bytes are four characters, so there are three ways to be cut.
     */
    private static String inBase64(byte[] value, int before) {
        byte[] shifted = new byte[before + value.length];
        System.arraycopy(value, 0, shifted, before, value.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (before * Byte.SIZE + BITS - 1) / BITS;
        int last = (before + value.length) * Byte.SIZE / BITS;
        return first < last ? encoded.substring(first, last) : "";
    }
}
