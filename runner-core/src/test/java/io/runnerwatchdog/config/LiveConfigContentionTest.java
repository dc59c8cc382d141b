package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.FakeTicker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom where a configuration is read anew: nobody. */
@Tag("process")
class LiveConfigContentionTest {
    @TempDir
    private Path directory;

    @Test
    void whileOneThreadLooksTheOthersGetTheOldConfiguration() throws Exception {
        Path file = Files.writeString(directory.resolve("runner.json"), "{}");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        FakeTicker clock = new FakeTicker(0);
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicInteger questions = new AtomicInteger();
        LiveConfig live = LiveConfig.of(file, Map.of(), () -> {
            // The first question of a call is asked before the lock, the second under it: there the thread is held.
            if (Thread.currentThread() == first.get() && questions.incrementAndGet() == 2) {
                inside.countDown();
                await(mayGoOn);
            }
            return clock.nanos();
        });
        RunnerConfig old = live.current();
        Files.writeString(file, "{\"shadow\": true}");
        clock.advance(Duration.ofSeconds(1));

        AtomicReference<RunnerConfig> got = new AtomicReference<>();
        Thread looks = new Thread(() -> got.set(live.current()));
        first.set(looks);
        looks.start();
        await(inside);

        assertThat(live.current()).isSameAs(old);
        mayGoOn.countDown();
        looks.join(TimeUnit.MINUTES.toMillis(1));
        assertThat(got.get().shadow()).isTrue();
        assertThat(live.current()).isSameAs(got.get());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNamedPipeInPlaceOfTheFileKeepsNobodyWaiting() throws Exception {
        Path file = Files.writeString(directory.resolve("runner.json"), "{}");
        FakeTicker clock = new FakeTicker(0);
        LiveConfig live = LiveConfig.of(file, Map.of(), clock);
        RunnerConfig old = live.current();
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        clock.advance(Duration.ofSeconds(1));

        assertThat(live.current()).isSameAs(old);
        assertThat(live.problems())
                .extracting(ConfigProblem::describe)
                .containsExactly(file + ": $: found no regular file, expected a regular file");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
