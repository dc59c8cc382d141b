package io.runnerwatchdog.internal.chain;

import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Cycle;
import io.runnerwatchdog.observe.WaitChain.Link;
import java.util.List;
import java.util.Optional;

/**
 * One way through the waits, from the first process to an end.
 *
 * @param telling how much its end explains, see {@link Telling}
 */
record Path(List<Link> links, Optional<Cycle> cycle, double telling) {
    Path {
        links = List.copyOf(links);
    }

    static Path ends(List<Link> links, double telling) {
        return new Path(links, Optional.empty(), telling);
    }

    Path discounted(double by) {
        return new Path(links, cycle, telling - by);
    }

    boolean isCycle() {
        return cycle.isPresent();
    }

    WaitChain chain() {
        return new WaitChain(links, cycle);
    }
}
