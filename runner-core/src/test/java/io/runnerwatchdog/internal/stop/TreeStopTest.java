package io.runnerwatchdog.internal.stop;

import static io.runnerwatchdog.fixture.Sh.lives;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.members.Census;
import io.runnerwatchdog.internal.members.Family;
import io.runnerwatchdog.internal.members.FamilyMarks;
import io.runnerwatchdog.internal.members.LinuxTable;
import io.runnerwatchdog.internal.members.ProcessTable;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.Signal;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stops of a real process, of which the process table says what cannot be brought about on purpose. */
@Tag("process")
@ExtendWith(NoResidue.class)
class TreeStopTest {
    private static final String COOKIE = "RUNNER_WATCHDOG_x_1";
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ThreadMaker threads = new ThreadMaker();
    private final DeadlineClock clock = new DeadlineClock(Ticker.system(), threads);
    private final ExecutorService pool = threads.pool("worker", 2);
    private Process process;

    /** It says when it is asked to end, and does not. */
    @BeforeEach
    void start() throws Exception {
        begin("trap 'echo asked' TERM; echo ready; while :; do sleep 0.02; done");
    }

    private void begin(String script) throws Exception {
        process = new ProcessBuilder("sh", "-c", script).start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
    }

    @AfterEach
    void end() throws Exception {
        end(process);
        pool.shutdown();
        clock.close();
    }

    private static void end(Process process) throws Exception {
        process.destroyForcibly().waitFor();
        process.inputReader().close();
        process.getErrorStream().close();
        process.getOutputStream().close();
    }

    @Test
    @Tag("failure-8")
    void whoWaitsInTheKernelWhereNoSignalReachesItIsNotWaitedFor() {
        Table deaf = new Table(entry -> in(entry, ProcessState.DISK_SLEEP));

        StopReceipt receipt = stopped(deaf, Duration.ZERO, MINUTES);

        assertThat(receipt.survivors()).singleElement().satisfies(survivor -> {
            assertThat(survivor.unkillable()).isTrue();
            assertThat(signals(survivor)).containsExactly(Signal.KILL);
        });
    }

    @Test
    @Tag("failure-8")
    void whoLivesOnForNoKnownReasonIsNamedWhenThePatienceIsOver() {
        Table immortal = new Table(entry -> in(entry, ProcessState.SLEEPING));

        StopReceipt receipt = stopped(immortal, SHORT, SHORT);

        assertThat(receipt.took()).isGreaterThanOrEqualTo(SHORT.plus(SHORT));
        assertThat(receipt.survivors()).singleElement().satisfies(survivor -> {
            assertThat(survivor.unkillable()).isFalse();
            assertThat(signals(survivor)).containsExactly(Signal.TERM, Signal.KILL);
        });
    }

    @Test
    @Tag("failure-23")
    void aZombieIsDeadAndTheGracePeriodNotUsed() throws Exception {
        end(process);
        begin("echo ready; exec sleep 1000");
        Table zombie = new Table(entry -> lives(process.pid()) ? entry : in(entry, ProcessState.ZOMBIE));

        StopReceipt receipt = stopped(zombie, MINUTES, MINUTES);

        assertThat(receipt.survivors()).isEmpty();
        assertThat(receipt.forced()).isFalse();
    }

    @Test
    @Tag("failure-9")
    void aNumberThatIsAStrangersByNowGetsNoSignal() {
        // Whoever was met carried the cookie and was older; the number is another's when the first signal is due.
        Table reused = new Table(UnaryOperator.identity());
        reused.ofAll = entry -> startedAt(entry, entry.identity().startTime() - 1);

        StopReceipt receipt = stopped(reused, SHORT, SHORT);

        assertThat(receipt.processes()).isEmpty();
        assertThat(lives(process.pid())).isTrue();
    }

    @Test
    @Tag("failure-9")
    void aNumberThatBecomesAStrangersInTheGracePeriodIsNotForced() throws Exception {
        // Its number is given away after the polite signal: whoever has it then must not be killed.
        Table reused = new Table(UnaryOperator.identity());
        CompletableFuture<StopReceipt> done = stop(reused, SHORT, MINUTES);
        assertThat(process.inputReader().readLine()).isEqualTo("asked");
        reused.marked = false;
        reused.ofOne = entry -> startedAt(entry, entry.identity().startTime() + 1);
        reused.ofAll = reused.ofOne;

        StopReceipt receipt = done.get(1, TimeUnit.MINUTES);

        assertThat(receipt.processes()).singleElement().satisfies(gone -> {
            assertThat(signals(gone)).containsExactly(Signal.TERM);
            assertThat(gone.diedAfter()).isPresent();
        });
        assertThat(lives(process.pid())).isTrue();
    }

    private StopReceipt stopped(Table table, Duration grace, Duration patience) {
        try {
            return stop(table, grace, patience).get(1, TimeUnit.MINUTES);
        } catch (Exception late) {
            throw new AssertionError("no receipt", late);
        }
    }

    private CompletableFuture<StopReceipt> stop(Table table, Duration grace, Duration patience) {
        Census census = new Census(table, "RUNNER_WATCHDOG_x_", Ticker.system());
        Family family = new Family(census, FamilyMarks.ofCookies(Set.of(COOKIE)));
        CompletableFuture<StopReceipt> done = new CompletableFuture<>();
        new TreeStop(
                        family,
                        Optional.empty(),
                        new StopTools(clock, pool, new KillCommand()),
                        grace,
                        patience,
                        done::complete)
                .begin();
        return done;
    }

    private static List<Signal> signals(StoppedProcess process) {
        return process.signals().stream().map(Sent::signal).toList();
    }

    private static ProcessTable.Entry in(ProcessTable.Entry entry, ProcessState state) {
        return new ProcessTable.Entry(
                entry.identity(), entry.parentPid(), entry.group(), entry.session(), entry.name(), state);
    }

    private static ProcessTable.Entry startedAt(ProcessTable.Entry entry, long time) {
        return new ProcessTable.Entry(
                new ProcessIdentity(entry.pid(), time),
                entry.parentPid(),
                entry.group(),
                entry.session(),
                entry.name(),
                entry.state());
    }

    /** A machine with one process on it. What is told of it comes from what it was when the table was made. */
    private final class Table implements ProcessTable {
        private final Entry real = new LinuxTable(ProcFs.ofThisMachine().orElseThrow())
                .find(process.pid())
                .orElseThrow();
        private volatile UnaryOperator<Entry> ofAll;
        private volatile UnaryOperator<Entry> ofOne;
        private volatile boolean marked = true;

        Table(UnaryOperator<Entry> told) {
            ofAll = told;
            ofOne = told;
        }

        @Override
        public List<Entry> all() {
            return List.of(ofAll.apply(real));
        }

        @Override
        public Optional<Entry> find(long pid) {
            return pid == real.pid() ? Optional.of(ofOne.apply(real)) : Optional.empty();
        }

        @Override
        public OptionalLong newestNumber() {
            return OptionalLong.empty();
        }

        @Override
        public boolean isProcess(long pid) {
            return true;
        }

        @Override
        public OptionalLong mark(long pid) {
            return OptionalLong.empty();
        }

        @Override
        public List<Long> children(long pid) {
            return List.of();
        }

        @Override
        public Map<String, String> variables(long pid, String prefix) {
            return marked ? Map.of(COOKIE, "1:1:") : Map.of();
        }

        @Override
        public String commandLine(Entry entry) {
            return entry.name();
        }

        @Override
        public OptionalLong owner(long pid) {
            return OptionalLong.of(1);
        }

        @Override
        public Set<String> pipes(long pid) {
            return Set.of();
        }
    }
}
