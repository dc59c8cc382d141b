package io.runnerwatchdog.report.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The few names that nearly all lines have, as one string each: spares a new one for each line. Bounded; not thread-safe. */
final class NamePool {
    private static final int SLOTS = 1024;
    private static final int LONGEST = 64;

    private final String[] names = new String[SLOTS];

    NamePool() {
        Arrays.fill(names, "");
    }

    /** The text in these ASCII characters. */
    String of(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        if (!isSame(names[slot], bytes, from, to)) {
            names[slot] = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        return names[slot];
    }

    private static boolean isSame(String name, byte[] bytes, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (name.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
