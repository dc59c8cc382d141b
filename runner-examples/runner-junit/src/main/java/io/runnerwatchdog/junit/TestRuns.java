package io.runnerwatchdog.junit;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The runs of one test, or those between the first and the last test of a class. They have a watchdog of their own, so that
 * no other test's are touched when they are stopped; it is made when the first of them starts. Thread-safe.
 *
 * <p>A store of JUnit closes it, in case that {@link #end()} was never reached: up to 5.12 it does so for a
 * {@code CloseableResource}, later ones for any {@link AutoCloseable}.
 */
@SuppressWarnings("deprecation") // CloseableResource, see above
final class TestRuns implements Launcher, AutoCloseable, ExtensionContext.Store.CloseableResource {
    private final Settings settings;
    private final List<RunEvent> heard = new CopyOnWriteArrayList<>();
    // All below are guarded by this.
    private final List<Run> runs = new ArrayList<>();
    private Optional<Watchdog> watchdog = Optional.empty();
    private Optional<EvidenceLog> evidence = Optional.empty();
    private boolean ended;

    TestRuns(Settings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized Run start(Command command) {
        Objects.requireNonNull(command, "command");
        if (ended) {
            throw new IllegalStateException("the test has ended, and so have its runs; this one was not started: "
                    + command.argv().get(0));
        }
        if (watchdog.isEmpty()) {
            watchdog = Optional.of(make());
        }
        Run run = watchdog.get().start(settings.named(command));
        runs.add(run);
        return run;
    }

    private Watchdog make() {
        WatchdogBuilder builder = Watchdog.builder();
        settings.watchdog().forEach(setting -> setting.accept(builder));
        evidence = settings.evidenceDirectory().map(EvidenceLog::in);
        evidence.ifPresent(builder::listener);
        return builder.listener(heard::add).build();
    }

    /** Stops what still runs, bounded, and tells how all has ended. No run starts from then on. */
    synchronized Ending end() {
        ended = true;
        Map<Run, List<String>> waits = new LinkedHashMap<>();
        runs.stream().filter(run -> result(run).isEmpty()).forEach(run -> waits.put(run, Told.drawn(run.waits())));
        watchdog.ifPresent(Watchdog::close);
        evidence.ifPresent(EvidenceLog::close);

        List<Leftover> leftovers = new ArrayList<>();
        List<RunResult> stalled = new ArrayList<>();
        for (Run run : runs) {
            result(run).ifPresent(result -> {
                // One that ended by itself meanwhile, or that the test had cancelled, was not left behind.
                Leftover.of(result, waits.getOrDefault(run, List.of())).ifPresent(leftovers::add);
                if (result.stalled()) {
                    stalled.add(result);
                }
            });
        }
        runs.clear();
        return new Ending(stalled, leftovers, List.copyOf(heard));
    }

    @Override
    public void close() {
        end();
    }

    private static Optional<RunResult> result(Run run) {
        CompletableFuture<RunResult> result = run.result().toCompletableFuture();
        return result.isDone() ? Optional.of(result.join()) : Optional.empty();
    }
}
