package io.runnerwatchdog.cli.serve;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.evidence.Follower;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the evidence back into events. The evidence does not say when a run was started, only that it ended: so a start
 * is told with the first line of a run that had a process.
 */
final class EvidenceFeed {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFeed.class);

    private final RunListener listener;
    private final StartedRuns started = new StartedRuns();
    private volatile boolean healthy = true;

    EvidenceFeed(RunListener listener) {
        this.listener = listener;
    }

    /** Hands on what was written since the last call. */
    void poll(Follower follower) {
        try {
            for (EvidenceRecord event : follower.poll()) {
                event.toEvent().ifPresent(this::tell);
            }
            healthy = true;
        } catch (IOException unreadable) {
            if (healthy) {
                LOG.warn("the evidence cannot be read: {}", unreadable.toString());
            }
            healthy = false;
        }
    }

    private void tell(RunEvent event) {
        if (event.run().pid().isPresent() && started.isFirst(event.run().runId(), event.isLast())) {
            listener.onEvent(new RunEvent.Started(event.run(), event.at()));
        }
        listener.onEvent(event);
    }

    /** Whether the evidence could be read at the last try. */
    boolean healthy() {
        return healthy;
    }
}
