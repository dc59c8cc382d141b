package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.Containment;
import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.cli.step.Shell;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Stdin;
import io.runnerwatchdog.run.Termination;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The stall of one scenario: prepared, supervised, and its diagnosis judged. Not thread-safe. */
final class CauseTrial {
    private static final Duration TO_PREPARE = Duration.ofSeconds(90);
    private static final Duration TO_ACT = Duration.ofSeconds(15);
    private static final Duration BEYOND_HARD = Duration.ofSeconds(60);

    private final CauseScenario scenario;
    private final long start = System.nanoTime();

    CauseTrial(CauseScenario scenario) {
        this.scenario = scenario;
    }

    /** @throws InterruptedException if interrupted; the command is stopped first */
    Finding runIn(Sandbox sandbox) throws IOException, InterruptedException, BrokenException {
        Steps steps = scenario.steps();
        Lines lines = new Lines(sandbox);
        if (steps.prepare().isPresent()) {
            lines.run("prepare", steps.prepare().get(), TO_PREPARE, Map.of());
        }
        if (steps.helper().isPresent()) {
            lines.startHelper(steps.helper().get());
        }
        return supervise(sandbox, lines);
    }

    private Finding supervise(Sandbox sandbox, Lines lines) throws IOException, InterruptedException, BrokenException {
        AtomicReference<RunEvent.Stalled> stall = new AtomicReference<>();
        RunResult result;
        try (SilentPipe silence = scenario.terms().stdin() == Terms.StdinKind.SILENT ? SilentPipe.open() : null;
                Watchdog watchdog = Watchdog.builder()
                        .containment(Containment.MARK)
                        .stopPolicy(StopPolicy.graceful(Duration.ofSeconds(1)))
                        .listener(event -> {
                            if (event instanceof RunEvent.Stalled stalled) {
                                stall.set(stalled);
                            }
                        })
                        .build()) {
            Run run =
                    watchdog.start(command(sandbox, silence == null ? Stdin.closed() : Stdin.fromFile(silence.path())));
            act(run, lines);
            Optional<RunResult> ended = run.await(scenario.terms().hard().plus(BEYOND_HARD));
            result = ended.orElseThrow(() -> new BrokenException("the watchdog did not stop it in time"));
        }
        return judge(result, Optional.ofNullable(stall.get()));
    }

    private Command command(Sandbox sandbox, Stdin stdin) {
        Terms terms = scenario.terms();
        Command command = Command.of(Shell.line(scenario.steps().command(), false))
                .type("chaos")
                .idleTimeout(terms.idle())
                .hardTimeout(terms.hard())
                .liveness(terms.liveness())
                .stdin(stdin);
        return sandbox.confine(command);
    }

    private void act(Run run, Lines lines) throws IOException, InterruptedException, BrokenException {
        if (scenario.steps().afterStart().isPresent() && run.pid().isPresent()) {
            String pid = Long.toString(run.pid().getAsLong());
            lines.run("after-start", scenario.steps().afterStart().get(), TO_ACT, Map.of("CHAOS_PID", pid));
        }
    }

    private Finding judge(RunResult result, Optional<RunEvent.Stalled> stall) throws BrokenException {
        if (stall.isPresent()) {
            return Finding.stalled(scenario, stall.get().diagnosis(), took());
        }
        String how = result.termination().describe() + " after "
                + result.duration().toMillis() + " ms" + shown(result.stderr().text());
        if (!scenario.truth().isHealthy()) {
            throw new BrokenException("did not stall: " + how);
        }
        if (!(result.termination() instanceof Termination.Exited exited && exited.code() == 0)) {
            throw new BrokenException("was to end well: " + how);
        }
        if (result.duration().compareTo(scenario.terms().atLeast()) < 0) {
            throw new BrokenException("ended sooner than after "
                    + scenario.terms().atLeast().toMillis() + " ms, so that it proves nothing: " + how);
        }
        return Finding.healthy(scenario, took());
    }

    private static String shown(String text) {
        return text.isBlank() ? "" : ": " + Lines.last(text);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** A pipe that stays open and never brings anything; the host holds its writing end. */
    private record SilentPipe(Process holder) implements AutoCloseable {
        static SilentPipe open() throws IOException {
            // The pipe between the host and a process that reads it too: Java opens no pipe that it could hand on.
            return new SilentPipe(new ProcessBuilder("cat")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }

        Path path() {
            return Path.of("/proc/" + holder.pid() + "/fd/0");
        }

        @Override
        public void close() {
            holder.destroyForcibly();
        }
    }
}
