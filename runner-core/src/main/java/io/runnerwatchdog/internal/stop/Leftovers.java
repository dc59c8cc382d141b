package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.internal.cgroup.Cgroup;
import io.runnerwatchdog.internal.members.Family;
import io.runnerwatchdog.internal.members.Member;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.Spans;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.StopReceipt;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Stops processes that no run answers for any more. */
public final class Leftovers {
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final String whose;
    private final Family family;
    private final Optional<Cgroup> group;
    private final Set<ProcessIdentity> givenUp;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param whose for the log: who had left them behind
     * @param group the control group that holds them, where they have one
     * @param givenUp who has survived a stop already: if nobody else is left, nothing is done
     */
    public Leftovers(String whose, Family family, Optional<Cgroup> group, Set<ProcessIdentity> givenUp) {
        this.whose = whose;
        this.family = family;
        this.group = group;
        this.givenUp = givenUp;
    }

    /** Begins to stop them. */
    public void stop(StopTools tools, StopPolicy policy) {
        if (nobodyNew()) {
            stopped.countDown();
            return;
        }
        new TreeStop(family, group, tools, policy.grace(), policy.patience(), this::stopped).begin();
    }

    private boolean nobodyNew() {
        for (Member member : family.living()) {
            if (!givenUp.contains(member.identity())) {
                return false;
            }
        }
        return true;
    }

    private void stopped(StopReceipt receipt) {
        // First of all: should the host's logging fail, whoever waits goes on.
        stopped.countDown();
        log().info(
                        "stopped {} processes that {} had left behind",
                        receipt.processes().size(),
                        whose);
        if (!receipt.survivors().isEmpty()) {
            log().warn("of these, {}", StopWords.survivors(receipt.survivors()));
        }
    }

    /** Whether nothing is left to be stopped. */
    public boolean areStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits until they are stopped, no longer than the policy allows and a little. */
    public void await(StopPolicy policy) throws InterruptedException {
        Duration most = Spans.bounded(policy.grace())
                .plus(Spans.bounded(policy.patience()))
                .plus(SLACK);
        if (!stopped.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
            log().warn("what {} had left behind is not stopped within {}", whose, most);
        }
    }

    private static Logger log() {
        return Logs.of(Leftovers.class);
    }
}
