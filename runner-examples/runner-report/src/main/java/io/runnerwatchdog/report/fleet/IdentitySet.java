package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.LineIdentity;

/**
 * A set of {@link LineIdentity identities}: pairs of longs in one array, found by linear probing. 16 bytes for each place, of
 * which at most three of four are taken; a set of boxed values would take five times as much. It starts small and doubles.
 * Not thread-safe.
 */
final class IdentitySet {
    /** A gigabyte of places; a host that ran a step each second for a year would fill two thirds. */
    static final int MOST = 48 << 20;

    private static final int FIRST_PLACES = 1 << 10;

    private final int most;
    private long[] pairs = new long[2 * FIRST_PLACES];
    private int size;

    IdentitySet() {
        this(MOST);
    }

    IdentitySet(int most) {
        this.most = most;
    }

    /**
     * Whether it was not there before.
     *
     * @throws IllegalStateException if it is full
     */
    boolean add(long high, long low) {
        // Two noughts are a free place; one of 2^128 identities is moved beside it.
        long first = high == 0 && low == 0 ? 1 : high;
        int place = place(pairs, first, low);
        if (pairs[place] == first && pairs[place + 1] == low) {
            return false;
        }
        if (size == most) {
            throw new IllegalStateException("more than " + most + " events of one host in one report");
        }
        pairs[place] = first;
        pairs[place + 1] = low;
        size++;
        if (size > pairs.length / 8 * 3) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[2 * pairs.length];
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != 0 || pairs[i + 1] != 0) {
                int place = place(larger, pairs[i], pairs[i + 1]);
                larger[place] = pairs[i];
                larger[place + 1] = pairs[i + 1];
            }
        }
        pairs = larger;
    }

    /** Where it is, or the free place where it belongs. The bits are mixed well: the lowest ones will do. */
    private static int place(long[] pairs, long high, long low) {
        int mask = pairs.length - 1;
        int place = (int) (low << 1) & mask;
        while ((pairs[place] != 0 || pairs[place + 1] != 0) && (pairs[place] != high || pairs[place + 1] != low)) {
            place = place + 2 & mask;
        }
        return place;
    }

    int size() {
        return size;
    }
}
