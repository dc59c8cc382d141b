package io.runnerwatchdog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.fixture.LogLines;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners that take long or throw: the log says which, for how long, and what to do. */
class SlowListenersTest {
    private static final Duration NO_PATIENCE = Duration.ofMillis(1);
    private static final RunEvent STARTED = new RunEvent.Started(
            new RunInfo(
                    new RunId("00112233445566778899aabbccddeeff"),
                    1,
                    "make",
                    "build",
                    "ci",
                    OptionalLong.of(12),
                    "box"),
            Instant.EPOCH);

    private final ThreadMaker threads = new ThreadMaker();
    private final ExecutorService pool = threads.pool("test", 2);
    private final ExecutorService one = threads.pool("one", 1);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Announcer announcer = new Announcer(pool, now::get, InstantSource.fixed(Instant.EPOCH));
    private final LogLines log = LogLines.warningsOf(ListenerLane.class.getName());
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    /** Keeps each event until it is let go. */
    private final class Blocking implements RunListener {
        @Override
        public void onEvent(RunEvent event) {
            called.countDown();
            try {
                release.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A fault of its own at each event. */
    private static final class Throwing implements RunListener {
        @Override
        public void onEvent(RunEvent event) {
            throw new IllegalStateException("on purpose");
        }
    }

    /** Waits for the threads: what they say at their end must not be heard by the next test. */
    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        for (ExecutorService each : List.of(pool, one)) {
            each.shutdown();
            assertThat(each.awaitTermination(Sh.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        log.close();
    }

    @Test
    void oneThatBlocksIsNamedOnceWithWhatItIsAt() throws InterruptedException {
        announcer.add(new Blocking());
        announcer.tell(STARTED);
        called.await();
        now.addAndGet(Duration.ofMillis(523).toNanos());

        announcer.tellAndWait(STARTED, NO_PATIENCE);
        announcer.tellAndWait(STARTED, NO_PATIENCE);

        assertThat(log.lines())
                .containsExactly(
                        "listener " + Blocking.class.getName() + " has been in onEvent with Started for 523 ms;"
                                + " the stop of a stalled run goes on without it. Hand what takes long to a thread of your own."
                                + " Further delays of it are not logged");
    }

    @Test
    void oneThatIsStillAtAnEventWhenTheWatchdogClosesIsNamed() throws InterruptedException {
        announcer.add(new Blocking());
        announcer.tell(STARTED);
        called.await();

        announcer.flush(NO_PATIENCE);

        assertThat(log.lines())
                .containsExactly("listener " + Blocking.class.getName() + " has been in onEvent with Started for 0 ms;"
                        + " the watchdog is closed without it. Hand what takes long to a thread of your own, and close"
                        + " the watchdog from outside its listeners");
    }

    @Test
    void oneThatNoThreadIsLeftForIsNamedToo() throws InterruptedException {
        Announcer narrow = new Announcer(one, now::get, InstantSource.fixed(Instant.EPOCH));
        narrow.add(new Blocking());
        narrow.tell(STARTED);
        called.await();
        narrow.add(new Throwing());

        narrow.tellAndWait(STARTED, NO_PATIENCE);

        assertThat(log.lines())
                .contains("listener " + Throwing.class.getName()
                        + " has not been given a thread for 1 events; the stop of"
                        + " a stalled run goes on without it. Hand what takes long to a thread of your own. Further"
                        + " delays of it are not logged");
    }

    @Test
    void oneThatThrowsIsNamedOnce() {
        announcer.add(new Throwing());
        announcer.tell(STARTED);
        announcer.tell(STARTED);
        announcer.flush(Sh.PATIENCE);

        await().atMost(Sh.PATIENCE)
                .untilAsserted(() -> assertThat(log.lines())
                        .containsExactly("listener " + Throwing.class.getName()
                                + " failed on Started, which is lost to it, and the"
                                + " run goes on; see what it threw. Further failures of it are not logged"));
    }

    @Test
    void oneThatIsQuickIsNotSpokenOf() {
        announcer.add(event -> {});
        announcer.tellAndWait(STARTED, Sh.PATIENCE);
        announcer.flush(Sh.PATIENCE);

        assertThat(log.lines()).isEmpty();
    }
}
