package io.runnerwatchdog.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a guardian is started; that it does its work is shown with real hosts, by {@code HostDeathTest}. */
class WatchingGuardianTest {
    private final FakeTicker ticker = new FakeTicker(0);
    private final DeadlineClock clock = new DeadlineClock(ticker, new ThreadMaker());
    private final List<Runnable> starts = new CopyOnWriteArrayList<>();
    private final WatchingGuardian guardian =
            new WatchingGuardian("RUNNER_WATCHDOG_x_", "RUNNER_WATCHDOG_", starts::add, clock);

    @AfterEach
    void end() {
        guardian.close();
        clock.close();
    }

    @Test
    void aHostThatIsDoneInATenthOfASecondStartsNone() {
        guardian.watch();
        ticker.advance(Duration.ofMillis(99));
        guardian.close();
        clock.close();

        assertThat(starts).isEmpty();
    }

    @Test
    void fromThenOnThereIsOne() {
        guardian.watch();
        guardian.watch();
        ticker.advance(Duration.ofMillis(100));

        await().atMost(Sh.PATIENCE).until(() -> !starts.isEmpty());
        assertThat(starts).hasSize(1);
    }
}
