package io.runnerwatchdog.generator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What fleet to make up. Immutable. The same plan makes the same bytes, whatever the number of threads.
 *
 * @param seed of all that is left to chance
 * @param firstDay the first day, in UTC
 * @param days how many days
 * @param hosts how many hosts, {@value #FEWEST_HOSTS} at least: one with a bad disk, three that share a lock, one beside them
 * @param events how many events are written, each once; some of them are torn where there is damage
 * @param damage the share of lines that are torn, of lines with unknown fields and of lines with hostile names; ten times
 *     that share of the files of a day is copied, copied too early, or late. 0 for none
 * @param compressed the share of hosts that compress what they have rotated
 * @param threads how many write
 */
public record FleetPlan(
        long seed,
        LocalDate firstDay,
        int days,
        int hosts,
        long events,
        double damage,
        double compressed,
        int threads) {
    static final int FEWEST_HOSTS = 5;

    public FleetPlan {
        Objects.requireNonNull(firstDay, "firstDay");
        atLeast("days", 1, days);
        atLeast("hosts", FEWEST_HOSTS, hosts);
        atLeast("events", 0, events);
        atLeast("threads", 1, threads);
        share("damage", damage);
        share("compressed", compressed);
        // What one host does in a day is counted in an int, with room for one that does far more than others.
        if (events / days / hosts > 10_000_000) {
            throw new IllegalArgumentException("events must be 10,000,000 a host and day at the most, was " + events);
        }
    }

    private static void atLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1, was " + value);
        }
    }

    /** A week of 20 hosts, 60,000 events, nothing damaged. */
    public static FleetPlan usual() {
        return new FleetPlan(
                1,
                LocalDate.parse("2026-11-16"),
                7,
                20,
                60_000,
                0,
                0.3,
                Runtime.getRuntime().availableProcessors());
    }

    public FleetPlan seed(long value) {
        return new FleetPlan(value, firstDay, days, hosts, events, damage, compressed, threads);
    }

    public FleetPlan firstDay(LocalDate value) {
        return new FleetPlan(seed, value, days, hosts, events, damage, compressed, threads);
    }

    public FleetPlan days(int value) {
        return new FleetPlan(seed, firstDay, value, hosts, events, damage, compressed, threads);
    }

    public FleetPlan hosts(int value) {
        return new FleetPlan(seed, firstDay, days, value, events, damage, compressed, threads);
    }

    public FleetPlan events(long value) {
        return new FleetPlan(seed, firstDay, days, hosts, value, damage, compressed, threads);
    }

    public FleetPlan damage(double value) {
        return new FleetPlan(seed, firstDay, days, hosts, events, value, compressed, threads);
    }

    public FleetPlan compressed(double value) {
        return new FleetPlan(seed, firstDay, days, hosts, events, damage, value, threads);
    }

    public FleetPlan threads(int value) {
        return new FleetPlan(seed, firstDay, days, hosts, events, damage, compressed, value);
    }

    /** The first moment of the first day. */
    public Instant from() {
        return startOf(0);
    }

    /** The first moment after the last day. */
    public Instant to() {
        return startOf(days);
    }

    LocalDate day(int number) {
        return firstDay.plusDays(number);
    }

    Instant startOf(int day) {
        return day(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
