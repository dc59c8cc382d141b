package io.runnerwatchdog.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoResidue.class)
class DeadlineClockTest {
    private final FakeTicker ticker = new FakeTicker(Long.MAX_VALUE - 1000);
    private final DeadlineClock clock = new DeadlineClock(ticker, new ThreadMaker());
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void workIsDoneInTheOrderOfItsDeadlines() {
        clock.after(millis(30), () -> done.add("third"));
        clock.after(millis(10), () -> done.add("first"));
        clock.after(millis(20), () -> done.add("second"));
        clock.after(millis(20), () -> done.add("second, planned later"));

        ticker.advance(Duration.ofMillis(100));

        awaitDone("first", "second", "second, planned later", "third");
        assertThat(clock.planned()).isZero();
    }

    @Test
    void nothingIsDoneTooSoon() throws InterruptedException {
        CountDownLatch soon = new CountDownLatch(1);
        clock.after(millis(50), () -> done.add("late"));
        clock.after(millis(10), soon::countDown);
        ticker.advance(Duration.ofMillis(49));

        assertThat(soon.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(done).isEmpty();
    }

    @Test
    void whatIsTakenBackIsNotDone() {
        Alarm alarm = clock.after(millis(10), () -> done.add("taken back"));
        clock.after(millis(20), () -> done.add("kept"));
        alarm.cancel();
        ticker.advance(Duration.ofMillis(100));

        awaitDone("kept");
    }

    @Test
    void workThatThrowsDoesNotStopTheClock() {
        clock.after(millis(10), () -> {
            throw new IllegalStateException("on purpose");
        });
        clock.after(millis(20), () -> done.add("next"));
        ticker.advance(Duration.ofMillis(100));

        awaitDone("next");
    }

    @Test
    void aPauseOfTheHostIsNotCounted() {
        long before = clock.now();
        clock.after(millis(60_000), () -> done.add("too soon"));
        await().atMost(Sh.PATIENCE).until(DeadlineClockTest::isNapping);

        // The thread naps for a tenth of a second; an hour passes meanwhile, as in a suspended machine.
        ticker.advance(Duration.ofHours(1));

        await().atMost(Sh.PATIENCE)
                .untilAsserted(() -> assertThat(clock.now() - before).isLessThan(millis(1000)));
        assertThat(done).isEmpty();
    }

    @Test
    void aPauseBetweenTwoNapsIsNotCountedEither() {
        // The host is paused while the thread is on its way to its first nap, or does work that is short by itself.
        long before = clock.now();
        clock.after(0, () -> {
            ticker.advance(Duration.ofHours(1));
            done.add("worked");
        });
        clock.after(millis(60_000), () -> done.add("too soon"));

        await().atMost(Sh.PATIENCE)
                .untilAsserted(() -> assertThat(clock.now() - before).isLessThan(millis(1000)));
        awaitDone("worked");
    }

    @Test
    void afterClosingNothingIsDone() {
        clock.after(millis(10), () -> done.add("forgotten"));
        clock.close();
        clock.after(0, () -> done.add("refused"));
        ticker.advance(Duration.ofMillis(100));

        assertThat(clock.planned()).isZero();
        assertThat(done).isEmpty();
    }

    private void awaitDone(String... expected) {
        await().atMost(Sh.PATIENCE).untilAsserted(() -> assertThat(done).containsExactly(expected));
    }

    private static boolean isNapping() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("runner-watchdog-clock")
                        && thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
