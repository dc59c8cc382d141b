package io.runnerwatchdog.cli.serve;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.evidence.Follower;
import io.runnerwatchdog.spi.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the evidence back into events. The evidence does not say when a run was started, only that it ended: so a start
 * is told with the first line of a run that had a process.
 *
 * <p>Polled by one thread; asked how it goes by any.
 */
final class EvidenceFeed {
    /** Far longer than between two polls: then the file system hangs, or the machine does. */
    private static final Duration LAGGING = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFeed.class);

    private final RunListener listener;
    private final Ticker ticker;
    private final StartedRuns started = new StartedRuns();
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean caughtUp;
    private volatile long polledAt;
    private volatile long linesRead;
    private volatile long linesTorn;

    EvidenceFeed(RunListener listener, Ticker ticker) {
        this.listener = listener;
        this.ticker = ticker;
        this.polledAt = ticker.nanos();
    }

    /**
     * Hands on what was written since the last call, a portion of it.
     *
     * @return whether there may be more at once
     */
    boolean poll(Follower follower) {
        try {
            List<EvidenceRecord> events = follower.poll();
            events.forEach(event -> event.toEvent().ifPresent(this::tell));
            linesRead += events.size();
            linesTorn = follower.tornLines();
            failure = Optional.empty();
            caughtUp |= events.isEmpty();
            return !events.isEmpty();
        } catch (IOException unreadable) {
            if (failure.isEmpty()) {
                LOG.warn("the evidence cannot be read: {}", unreadable.toString());
            }
            failure = Optional.of("the evidence cannot be read: " + unreadable);
            return false;
        } finally {
            polledAt = ticker.nanos();
        }
    }

    private void tell(RunEvent event) {
        if (event.run().pid().isPresent() && started.isFirst(event.run().runId(), event.isLast())) {
            listener.onEvent(new RunEvent.Started(event.run(), event.at()));
        }
        listener.onEvent(event);
    }

    /**
     * Whether all that was written before the start has been counted. Before that no counter may be shown: it would seem
     * to have been reset, and then to have jumped.
     */
    boolean hasCaughtUp() {
        return caughtUp;
    }

    /** Why the meters do not tell how things are now; empty where they do. */
    Optional<String> trouble() {
        if (failure.isPresent()) {
            return failure;
        }
        Duration since = Duration.ofNanos(ticker.nanos() - polledAt);
        if (since.compareTo(LAGGING) > 0) {
            return Optional.of("the evidence was last looked at " + since.toSeconds() + " s ago");
        }
        return caughtUp
                ? Optional.empty()
                : Optional.of("the evidence of before is being read: " + linesRead + " lines so far");
    }

    long linesRead() {
        return linesRead;
    }

    /** Lines that are no records. */
    long linesTorn() {
        return linesTorn;
    }
}
