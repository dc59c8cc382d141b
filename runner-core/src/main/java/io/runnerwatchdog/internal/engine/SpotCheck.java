package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.internal.chain.WaitChains;
import io.runnerwatchdog.internal.diagnose.RuntimeViews;
import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/** Diagnoses a process tree that is not supervised: looks twice and tells, and touches nothing. */
final class SpotCheck {
    private static final int MOST_PROCESSES = 1000;

    private final Workshop shop;

    SpotCheck(Workshop shop) {
        this.shop = shop;
    }

    Diagnosis diagnose(ProcessHandle process, Duration window) throws InterruptedException {
        shop.diagnostician().prepare();
        TreeEyes eyes = shop.eyes();
        long end = shop.clock().now() + window.toNanos();
        TreeSnapshot first = eyes.look(pids(process), Optional.empty());
        Optional<TreeEyes.Watch> watch = eyes.watch(first);
        Interlude interlude = Interlude.NONE;
        RuntimeViews views = RuntimeViews.NONE;
        try {
            views = eyes.ask(first, window);
            long left;
            while ((left = end - shop.clock().now()) > 0) {
                watch.ifPresent(TreeEyes.Watch::glance);
                LockSupport.parkNanos(watch.isPresent() ? Math.min(left, Vigil.BETWEEN_GLANCES) : left);
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while a tree was looked at");
                }
            }
        } finally {
            if (watch.isPresent()) {
                interlude = watch.get().end();
            }
        }
        TreeSnapshot now = views.on(eyes.look(pids(process), Optional.of(first)));
        StallContext context = new StallContext(
                Strangers.describe(process),
                StallKind.IDLE,
                window,
                Optional.of(first),
                now,
                interlude,
                WaitChains.of(Optional.of(first), now),
                OutputTail.EMPTY,
                OutputTail.EMPTY);
        return shop.diagnostician()
                .diagnose(
                        context,
                        (id, problem) -> log().warn(
                                        "classifier {} {}",
                                        id,
                                        Redactor.standard().redact(problem)))
                .withSummary(summary(context));
    }

    private static String summary(StallContext context) {
        List<String> lines = context.chain().describe();
        return lines.isEmpty()
                ? "nothing to be seen: it has ended, or may not be looked at"
                : lines.get(lines.size() - 1);
    }

    private static List<Long> pids(ProcessHandle process) {
        List<Long> pids = new ArrayList<>();
        pids.add(process.pid());
        process.descendants().limit(MOST_PROCESSES).forEach(child -> pids.add(child.pid()));
        return pids;
    }

    private static Logger log() {
        return Logs.of(SpotCheck.class);
    }
}
