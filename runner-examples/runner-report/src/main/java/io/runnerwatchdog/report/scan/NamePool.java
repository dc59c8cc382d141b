package io.runnerwatchdog.report.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The few names that nearly all lines have, as one string each: spares a new one for each line. Bounded; not thread-safe. */
final class NamePool {
    private static final int SLOTS = 1024;
    private static final int LONGEST = 64;
    private static final int ENDING = 4;

    private final String[] names = new String[SLOTS];
    private final byte[][] spelled = new byte[SLOTS][];

    NamePool() {
        Arrays.fill(names, "");
        Arrays.fill(spelled, new byte[0]);
    }

    /** The text in these ASCII characters. */
    String of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        int slot = slot(bytes, from, to);
        byte[] known = spelled[slot];
        if (!Arrays.equals(known, 0, known.length, bytes, from, to)) {
            spelled[slot] = Arrays.copyOfRange(bytes, from, to);
            names[slot] = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        return names[slot];
    }

    /** By its ends: numbered names differ in the last characters, and most others in the first. */
    private static int slot(byte[] bytes, int from, int to) {
        int hash = to - from;
        hash = hash * 31 + bytes[from];
        for (int i = Math.max(from, to - ENDING); i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }
}
