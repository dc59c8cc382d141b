package io.runnerwatchdog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverdueTest {
    private static final Duration SOON = Duration.ofMillis(2);

    private final DeadlineClock clock = new DeadlineClock(Ticker.system(), new ThreadMaker());
    private final List<StopReason> stops = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void whoIsNotStoppedIsStoppedAgainAndAgain() {
        Overdue overdue = new Overdue(clock, SOON, stops::add);

        overdue.begin(StopReason.IDLE_TIMEOUT);

        await().pollInterval(SOON).until(() -> stops.size() >= 3);
        overdue.end();
        assertThat(stops).containsOnly(StopReason.IDLE_TIMEOUT);
    }

    /** As where there is no memory for it: the next time is planned already. */
    @Test
    void aStopThatFailsIsNotTheLast() {
        Overdue overdue = new Overdue(clock, SOON, reason -> {
            stops.add(reason);
            throw new OutOfMemoryError("on purpose");
        });

        overdue.begin(StopReason.CANCELLED);

        await().pollInterval(SOON).until(() -> stops.size() >= 3);
        overdue.end();
    }

    @Test
    void afterTheEndNobodyIsStopped() throws InterruptedException {
        Overdue ended = new Overdue(clock, SOON, stops::add);
        ended.begin(StopReason.CLOSED);
        ended.end();
        stops.clear();
        Overdue endedBefore = new Overdue(clock, SOON, stops::add);
        endedBefore.end();
        endedBefore.begin(StopReason.CLOSED);

        CountDownLatch later = new CountDownLatch(1);
        clock.after(10 * SOON.toNanos(), later::countDown);

        assertThat(later.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(stops).isEmpty();
    }
}
