package io.runnerwatchdog.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has the lead when a call of a sink ends: decided once, in both orders. */
class SinkCallsTest {
    private final DeadlineClock clock = new DeadlineClock(Ticker.system(), new ThreadMaker());
    private final AtomicInteger overtaken = new AtomicInteger();
    private final SinkCalls calls = new SinkCalls(clock, overtaken::incrementAndGet);

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void aCallThatEndedFirstIsNotOvertaken() {
        long call = calls.begin();

        assertThat(calls.end(call)).isTrue();
        calls.overtakeNow();

        assertThat(overtaken).hasValue(0);
    }

    @Test
    void aCallThatWasOvertakenFirstHasLostTheLead() {
        long call = calls.begin();
        calls.overtakeNow();

        assertThat(calls.end(call)).isFalse();
        assertThat(overtaken).hasValue(1);
    }

    @Test
    void anOvertakenCallThatEndsLateDoesNotEndTheNextOne() {
        long slow = calls.begin();
        calls.overtakeNow();
        Awaitility.await().until(() -> {
            long next = calls.begin();
            boolean begun = next != SinkCalls.NOT_NOW;
            return begun && !calls.end(slow) && calls.end(next);
        });
    }

    /** Or both would read into one buffer, and what one of them has read would be lost. */
    @Test
    void whoWasOvertakenGoesOnOnlyWhenAnotherHasTheLead() throws Exception {
        CountDownLatch isAboutTo = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean hasLead = new AtomicBoolean();
        SinkCalls slowly = new SinkCalls(clock, () -> {
            isAboutTo.countDown();
            try {
                release.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            hasLead.set(true);
        });
        long call = slowly.begin();
        // Threads of their own: the common pool has one where there are two processors.
        Thread overtaking = new Thread(slowly::overtakeNow);
        overtaking.start();
        isAboutTo.await();
        AtomicBoolean isEnding = new AtomicBoolean();

        FutureTask<Boolean> tooEarly = new FutureTask<>(() -> {
            isEnding.set(true);
            return slowly.end(call) || !hasLead.get();
        });
        new Thread(tooEarly).start();
        Awaitility.await().pollDelay(Duration.ofMillis(50)).untilTrue(isEnding);
        release.countDown();

        assertThat(tooEarly.get()).isFalse();
        overtaking.join();
    }

    @Test
    void afterBeingOvertakenNothingIsCalledHereForAWhile() {
        calls.begin();
        calls.overtakeNow();

        assertThat(calls.begin()).isEqualTo(SinkCalls.NOT_NOW);
    }

    @Test
    void aCallThatDoesNotComeBackIsOvertakenByTheClock() {
        calls.begin();

        Awaitility.await().until(() -> overtaken.get() == 1);
    }

    @Test
    void laterCallsAreWatchedToo() {
        for (int i = 0; i < 1000; i++) {
            calls.end(calls.begin());
        }
        calls.begin();

        Awaitility.await().until(() -> overtaken.get() == 1);
    }
}
