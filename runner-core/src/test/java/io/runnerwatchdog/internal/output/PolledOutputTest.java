package io.runnerwatchdog.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.internal.process.Launch;
import io.runnerwatchdog.internal.process.LaunchPlan;
import io.runnerwatchdog.internal.process.Launcher;
import io.runnerwatchdog.internal.process.StartedChild;
import io.runnerwatchdog.internal.threads.Beside;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputMode;
import io.runnerwatchdog.run.OutputSink;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Stream;
import io.runnerwatchdog.spi.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way of reading for systems without {@code /proc}, on this one: the same bytes must come. */
@Tag("process")
@ExtendWith(NoResidue.class)
class PolledOutputTest {
    private final ThreadMaker threads = new ThreadMaker();
    private final DeadlineClock clock = new DeadlineClock(Ticker.system(), threads);
    private final ExecutorService pool = threads.pool("foreign", 8);
    private final PollingTransport transport = new PollingTransport(threads, pool);
    private final OutputRoom room = new OutputRoom(
            clock, threads, pool, 64 * 1024, Beside.begin(threads, "pipes", () -> Optional.of(transport)));
    private final AtomicLong signs = new AtomicLong();

    @AfterEach
    void close() {
        room.close();
        pool.shutdown();
        clock.close();
    }

    @Test
    void bothStreamsComeWhole() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        RunOutput output = run(Sh.sh("seq 1 20000; echo err >&2; kill -9 $$")
                .sink(new OutputSink.OfLines(Stream.STDOUT, OutputSink.WhenFull.WAIT, lines::add)));

        assertThat(lines).hasSize(20_000).startsWith("1").endsWith("20000");
        assertThat(output.stdout().bytesSeen()).isEqualTo(108_894);
        assertThat(output.stderr().text()).isEqualTo("err\n");
        assertThat(signs).hasPositiveValue();
    }

    @Test
    void mergedStreamsKeepTheirOrder() throws Exception {
        RunOutput output = run(Sh.sh("echo a; echo b >&2; echo c").output(OutputMode.MERGED));

        assertThat(output.stdout().text()).isEqualTo("a\nb\nc\n");
    }

    @Test
    void givenBytesReachTheChild() throws Exception {
        assertThat(run(Command.of("wc", "-c").stdin(Stdin.bytes(new byte[300_000])))
                        .stdout()
                        .text()
                        .strip())
                .isEqualTo("300000");
    }

    @Test
    void bytesThatNobodyReadsHoldUpNothing() throws Exception {
        assertThat(run(Sh.sh("echo x").stdin(Stdin.bytes(new byte[4 << 20])))
                        .stdout()
                        .text())
                .isEqualTo("x\n");
    }

    private RunOutput run(Command command) throws Exception {
        RunOutput output = room.open(command, new OutputWatch() {
            @Override
            public void printed() {
                signs.incrementAndGet();
            }

            @Override
            public void heldBack(boolean held) {}

            @Override
            public void sinkFailed(OutputSink sink, Throwable problem) {
                throw new AssertionError(problem);
            }
        });
        Launch launch = new Launcher()
                .start(new LaunchPlan(
                        command,
                        "RUNNER_WATCHDOG_test",
                        "1",
                        output.stdinEnd(),
                        output.stdoutEnd(),
                        output.stderrEnd(),
                        Optional.empty()));
        assertThat(launch).isInstanceOf(Launch.Started.class);
        CompletableFuture<Void> done = new CompletableFuture<>();
        StartedChild child = ((Launch.Started) launch).child();
        output.started(child);
        child.onExit(code -> output.finish(() -> done.complete(null)));
        done.get(1, TimeUnit.MINUTES);
        return output;
    }
}
