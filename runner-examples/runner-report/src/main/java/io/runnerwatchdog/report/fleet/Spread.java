package io.runnerwatchdog.report.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A wait chain that moves from host to host ({@link Spreads} says when one does). Texts are hostile.
 *
 * @param rootCause of its newest stall
 * @param links the chain, as {@link io.runnerwatchdog.report.Report.SeenChain} has it
 * @param firstSeen the hosts that have it, in the order in which they came to it, at most 100
 * @param hosts how many have it; a lower bound where there are very many
 */
public record Spread(String rootCause, List<String> links, List<FirstSeen> firstSeen, int hosts) {
    /** Where it was seen, since when, and how often, within the period and the one before. */
    public record FirstSeen(String host, Instant at, long stalls) {}

    public Spread {
        links = List.copyOf(links);
        firstSeen = List.copyOf(firstSeen);
    }

    /** Where it was seen first. */
    public String origin() {
        return firstSeen.get(0).host();
    }

    /** From the first host to the last that is told. */
    public Duration span() {
        return Duration.between(
                firstSeen.get(0).at(), firstSeen.get(firstSeen.size() - 1).at());
    }
}
