package io.runnerwatchdog.report.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A wait chain that moves from host to host ({@link Spreads} says when one does). Texts are hostile.
 *
 * @param rootCause of its newest stall
 * @param links the chain, as {@link io.runnerwatchdog.report.Report.SeenChain} has it
 * @param caught the hosts that have caught it, in the order in which they did, at most 100
 * @param hosts how many have caught it; a lower bound where very many have seen it
 */
public record Spread(String rootCause, List<String> links, List<Catch> caught, int hosts) {
    /** Where it was seen for the first time, when, and how often in all. */
    public record Catch(String host, Instant at, long stalls) {}

    public Spread {
        links = List.copyOf(links);
        caught = List.copyOf(caught);
    }

    /** Where it began. */
    public String origin() {
        return caught.get(0).host();
    }

    /** From the first host to the last that is told. */
    public Duration span() {
        return Duration.between(
                caught.get(0).at(), caught.get(caught.size() - 1).at());
    }
}
