package io.runnerwatchdog.report;

import java.util.List;

/**
 * How a number is shared out among names, the largest first, equals by name. Names are hostile text.
 *
 * @param shares the names that are told apart
 * @param others how many there are under all other names
 */
public record Breakdown(List<Share> shares, long others) {
    /** How many there are under one name. */
    public record Share(String name, long count) {}

    public Breakdown {
        shares = List.copyOf(shares);
    }

    public long total() {
        return others + shares.stream().mapToLong(Share::count).sum();
    }
}
