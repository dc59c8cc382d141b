package io.runnerwatchdog.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoResidue.class)
class SerialLaneTest {
    private final ExecutorService pool = new ThreadMaker().pool("test", 4);

    @AfterEach
    void close() {
        pool.shutdown();
    }

    @Test
    void workIsDoneInOrderAndNeverTwoAtOnce() throws InterruptedException {
        SerialLane lane = new SerialLane(pool, 10_000);
        AtomicInteger atOnce = new AtomicInteger();
        List<Integer> order = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            assertThat(lane.offer(() -> {
                        assertThat(atOnce.incrementAndGet()).isOne();
                        order.add(number);
                        atOnce.decrementAndGet();
                        all.countDown();
                    }))
                    .isTrue();
        }

        assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(order).isSorted().hasSize(1000);
    }

    @Test
    void whatIsBeyondTheBoundIsRefused() {
        SerialLane lane = new SerialLane(pool, 2);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        lane.offer(() -> {
            begun.countDown();
            awaitZero(release);
        });
        awaitZero(begun);

        assertThat(lane.offer(() -> {})).isTrue();
        assertThat(lane.offer(() -> {})).isTrue();
        assertThat(lane.offer(() -> {})).isFalse();
        release.countDown();
    }

    @Test
    void aPoolThatIsClosedRefuses() {
        pool.shutdown();

        assertThat(new SerialLane(pool, 2).offer(() -> {})).isFalse();
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stray) {
            throw new AssertionError(stray);
        }
    }
}
