package io.runnerwatchdog.report.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where in a block the names of fields stood last, by their place in the line. Lines of one writer have their fields in one
 * order, so nearly always a name need only be compared with the one that stood in its place before. Not thread-safe.
 */
final class UsualOrder {
    private static final int PLACES = 64;

    private final int[] from = new int[PLACES];
    private final int[] to = new int[PLACES];
    private final List<Optional<FieldName>> names = new ArrayList<>(Collections.nCopies(PLACES, Optional.empty()));

    /** The block holds other lines now. */
    void forget() {
        Arrays.fill(from, 0);
        Arrays.fill(to, 0);
        Collections.fill(names, Optional.empty());
    }

    /** How many bytes from here on are the name that stood in this place, its quotes and colon included; 0 if another does. */
    int lengthOf(int place, byte[] block, int at, int end) {
        if (place >= PLACES) {
            return 0;
        }
        int length = to[place] - from[place];
        return at + length <= end && Arrays.equals(block, from[place], to[place], block, at, at + length) ? length : 0;
    }

    /** What the name that stood in this place stands for; empty where it is none that is counted. */
    Optional<FieldName> name(int place) {
        return place < PLACES ? names.get(place) : Optional.empty();
    }

    /** @param start the opening quote; @param end behind the colon */
    void learn(int place, int start, int end, Optional<FieldName> name) {
        if (place < PLACES) {
            from[place] = start;
            to[place] = end;
            names.set(place, name);
        }
    }
}
