package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Names;
import io.runnerwatchdog.report.fleet.Sightings.Seen;
import io.runnerwatchdog.report.fleet.Spread.FirstSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells which wait chains move from host to host, from what was seen in the period and the one before. Pure.
 *
 * <p><b>A host has caught a chain</b> if it saw it late and then again: had its {@code n} stalls with this chain been thrown at
 * random into the time from its first line of evidence to its last, none of them would have come before the first with a chance
 * of {@code (time from the first on / all time)^n}, and this is {@value #CHANCE} or less. Seen once near the end of a long time
 * that is enough, seen once in the middle it is not, and a host that is itself new has caught nothing. (This is the
 * distribution of the smallest of n uniform values. It takes hosts to be about as busy early as late.)
 *
 * <p><b>A chain spreads</b> if
 *
 * <ul>
 *   <li>{@value #LEAST_HOSTS} hosts or more have caught it, the last of them within the period;
 *   <li>they are at least half of those that saw it: it was not everywhere from the start. Of a chain that is seen by chance, here
 *       and there, on six hosts, three or more seem to have caught it in fewer than 1 of 50,000 cases;
 *   <li>they did so one after the other: never three of four within half an hour. What hits nearly all hosts at once is an
 *       outage of something they share, and half an hour is what it takes until most of them have run a step into it.
 * </ul>
 *
 * <p>Then all hosts that saw it are told, also those that saw it too seldom to be sure of: it began where it was seen first.
 *
 * <p>That says nothing of the way it took. Something shared that hosts meet by and by, as a new version that is rolled out,
 * looks the same, and is worth the same look.
 */
final class Spreads {
    static final int LEAST_HOSTS = 3;
    static final double CHANCE = 0.01;
    private static final Duration AT_ONCE = Duration.ofMinutes(30);
    private static final int MOST_SPREADS = 20;
    private static final int MOST_TOLD = 100;

    private static final Comparator<FirstSeen> EARLIEST_FIRST =
            Comparator.comparing(FirstSeen::at).thenComparing(FirstSeen::host, Names.ORDER);
    private static final Comparator<Spread> MOST_HOSTS_FIRST = Comparator.comparingInt(Spread::hosts)
            .reversed()
            .thenComparing(spread -> spread.firstSeen().get(0).at())
            .thenComparing(Spread::links, Names.LIST_ORDER);

    private final Hosts hosts;
    private final Instant periodFrom;

    private Spreads(Hosts hosts, Instant periodFrom) {
        this.hosts = hosts;
        this.periodFrom = periodFrom;
    }

    /** Those on the most hosts first. */
    static List<Spread> among(Sightings sightings, Hosts hosts, Instant periodFrom) {
        Spreads spreads = new Spreads(hosts, periodFrom);
        return sightings.chains().entrySet().stream()
                .flatMap(chain -> spreads.of(chain.getKey(), chain.getValue()).stream())
                .sorted(MOST_HOSTS_FIRST)
                .limit(MOST_SPREADS)
                .toList();
    }

    /** One, or none. */
    private Optional<Spread> of(List<String> links, Seen seen) {
        List<FirstSeen> all = seen.hosts().entrySet().stream()
                .map(host -> new FirstSeen(
                        host.getKey(), host.getValue().first(), host.getValue().stalls()))
                .sorted(EARLIEST_FIRST)
                .toList();
        List<FirstSeen> caught = all.stream().filter(this::hasCaught).toList();
        boolean spreads = caught.size() >= LEAST_HOSTS
                && 2 * caught.size() >= all.size()
                && !caught.get(caught.size() - 1).at().isBefore(periodFrom)
                && !isAtOnce(caught);
        return spreads
                ? Optional.of(new Spread(
                        seen.newest().rootCause(),
                        links,
                        all.stream().limit(MOST_TOLD).toList(),
                        all.size()))
                : Optional.empty();
    }

    private boolean hasCaught(FirstSeen seen) {
        Stretch lines = hosts.linesOf(seen.host());
        if (lines.isNone() || lines.from().equals(lines.to())) {
            return false;
        }
        double all = Duration.between(lines.from(), lines.to()).toMillis();
        double since = Duration.between(seen.at(), lines.to()).toMillis();
        // Strict: two machines must not differ in the last digit.
        return StrictMath.pow(since / all, seen.stalls()) <= CHANCE;
    }

    private static boolean isAtOnce(List<FirstSeen> caught) {
        int most = (3 * caught.size() + 3) / 4;
        for (int i = 0; i + most <= caught.size(); i++) {
            Instant first = caught.get(i).at();
            Instant last = caught.get(i + most - 1).at();
            if (Duration.between(first, last).compareTo(AT_ONCE) < 0) {
                return true;
            }
        }
        return false;
    }
}
