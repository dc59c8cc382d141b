package io.runnerwatchdog.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.fixture.LogLines;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What classifiers do once, before the first stall is judged. */
class PreparingTest {
    private final ExecutorService pool = new ThreadMaker().pool("test", 8);
    private final AtomicInteger prepared = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    /** Does something when it is told to prepare. */
    private record Preparing(String id, Runnable work) implements RootCauseClassifier {
        @Override
        public void prepare() {
            work.run();
        }

        @Override
        public Optional<Verdict> classify(StallContext stall) {
            return Optional.empty();
        }
    }

    @AfterEach
    void end() {
        release.countDown();
        pool.shutdown();
    }

    @Test
    void eachPreparesOnceHoweverManyStallsThereAre() {
        Diagnostician diagnostician = of(new Preparing("one", prepared::incrementAndGet));

        diagnostician.prepare();
        diagnostician.prepare();

        await().atMost(Sh.PATIENCE).until(() -> prepared.get() > 0);
        diagnostician.prepare();
        pool.shutdown();
        await().atMost(Sh.PATIENCE).until(pool::isTerminated);
        assertThat(prepared).hasValue(1);
    }

    @Test
    void neitherOneThatHangsNorOneThatThrowsKeepsTheOthersFromIt() {
        try (LogLines log = LogLines.warningsOf(GuardedClassifier.class.getName())) {
            of(
                            new Preparing("a.hangs", this::awaitRelease),
                            new Preparing("b.throws", () -> {
                                throw new NoClassDefFoundError("on purpose");
                            }),
                            new Preparing("c.works", prepared::incrementAndGet))
                    .prepare();

            await().atMost(Sh.PATIENCE).until(() -> prepared.get() == 1);
            await().atMost(Sh.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(log.lines()).containsExactly("classifier b.throws could not prepare itself"));
        }
    }

    @Test
    void nothingIsPreparedForAWatchdogThatIsClosed() {
        pool.shutdown();

        of(new Preparing("one", prepared::incrementAndGet)).prepare();

        assertThat(prepared).hasValue(0);
    }

    private Diagnostician of(RootCauseClassifier... classifiers) {
        return new Diagnostician(new Classifiers(List.of(classifiers), false), pool, new FakeTicker(0));
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
