package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.run.StopReceipt;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs left behind that ended by themselves: found by the watchdog's cookies. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Duration SLACK = Duration.ofSeconds(1);

    private final Census census;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Leftovers(Census census) {
        this.census = census;
    }

    /** Begins to stop them. */
    public void stop(DeadlineClock clock, Executor pool, StopPolicy policy) {
        Family family = Family.markedByAny(census);
        if (family.living().isEmpty()) {
            stopped.countDown();
            return;
        }
        new TreeStop(family, clock, pool, policy.grace(), policy.patience(), this::stopped).begin();
    }

    private void stopped(StopReceipt receipt) {
        LOG.info(
                "stopped {} processes that runs had left behind",
                receipt.processes().size());
        if (!receipt.survivors().isEmpty()) {
            LOG.warn("of these survived SIGKILL: {}", receipt.survivors());
        }
        stopped.countDown();
    }

    /** Waits until they are stopped, no longer than the policy allows and a little. */
    public void await(StopPolicy policy) throws InterruptedException {
        Duration most = policy.grace().plus(policy.patience()).plus(SLACK);
        if (!stopped.await(most.toSeconds() + 1, TimeUnit.SECONDS)) {
            LOG.warn("leftovers of runs are not stopped within {}", most);
        }
    }
}
