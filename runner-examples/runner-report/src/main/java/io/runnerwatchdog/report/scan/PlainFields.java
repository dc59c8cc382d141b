package io.runnerwatchdog.report.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The fields of a line in plain form: where each begins and ends. Texts and numbers are made when they are asked for, which
 * most never are. One object serves one line after the other. Not thread-safe.
 */
final class PlainFields extends LineEntry {
    /** So many digits fit into any number. */
    private static final int LONGEST_NUMBER = 18;

    private static final int MISSING = -1;

    private final NamePool names = new NamePool();
    private final int[] from = new int[FieldName.values().length];
    private final int[] to = new int[FieldName.values().length];
    private byte[] bytes = new byte[0];

    /** Forgets the last line. */
    void startIn(byte[] block) {
        bytes = block;
        Arrays.fill(from, MISSING);
    }

    void set(FieldName name, int start, int end) {
        from[name.ordinal()] = start;
        to[name.ordinal()] = end;
    }

    void unset(FieldName name) {
        from[name.ordinal()] = MISSING;
    }

    @Override
    boolean has(FieldName name) {
        return from[name.ordinal()] != MISSING;
    }

    @Override
    String textOr(FieldName name, String other) {
        int start = from[name.ordinal()];
        if (start == MISSING) {
            return other;
        }
        int end = to[name.ordinal()];
        return name.isOneOfFew()
                ? names.of(bytes, start, end)
                : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    OptionalLong number(FieldName name, long greatest) {
        int start = from[name.ordinal()];
        int end = to[name.ordinal()];
        if (start == MISSING || end == start || end - start > LONGEST_NUMBER) {
            return super.number(name, greatest);
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return super.number(name, greatest);
            }
            number = number * 10 + digit;
        }
        return number <= greatest ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
