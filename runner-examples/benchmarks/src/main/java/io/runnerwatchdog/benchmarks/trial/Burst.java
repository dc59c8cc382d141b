package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Many runs that stall at once: each is diagnosed, and the last is dead in time. */
final class Burst implements Trial {
    private static final String TREE = "sleep 1000; :";
    private static final Duration GRACE = StopPolicy.DEFAULT.grace();

    private final int wanted;
    private final Duration idle;
    private final Duration bound;

    Burst(Scale scale) {
        wanted = scale.of(200, 20);
        idle = scale.of(Duration.ofSeconds(2), Duration.ofSeconds(1));
        bound = GRACE.plus(scale.of(Duration.ofSeconds(2), Duration.ofSeconds(30)));
    }

    @Override
    public String id() {
        return "burst";
    }

    @Override
    public String title() {
        return wanted + " runs that stall at once";
    }

    @Override
    public Outcome run() throws InterruptedException {
        Heard heard = new Heard();
        List<RunResult> results = new ArrayList<>();
        double starting;
        try (Watchdog watchdog =
                Watchdog.builder().idleTimeout(idle).listener(heard).build()) {
            long start = System.nanoTime();
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < wanted; i++) {
                runs.add(watchdog.start(Command.of("sh", "-c", TREE)));
            }
            starting = (System.nanoTime() - start) / 1e6;
            for (Run run : runs) {
                results.add(run.await());
            }
        }
        int left = Processes.withCookieOf(ProcessHandle.current().pid()).size();
        return judge(results, heard, new Outcome.Gathering().millis("to start them all, ms", starting), left);
    }

    private Outcome judge(List<RunResult> results, Heard heard, Outcome.Gathering outcome, int left) {
        Map<RunId, Instant> stalled =
                heard.all(RunEvent.Stalled.class).collect(Collectors.toMap(Burst::runId, RunEvent::at));
        Map<RunId, Instant> stopped =
                heard.all(RunEvent.Stopped.class).collect(Collectors.toMap(Burst::runId, RunEvent::at));
        if (stalled.size() != wanted || !stopped.keySet().equals(stalled.keySet())) {
            return outcome.figure("runs", wanted)
                    .figure("stalled / stopped", stalled.size() + " / " + stopped.size())
                    .require(false, "not each run has stalled and was stopped")
                    .done();
        }
        Instant first = stalled.values().stream().min(Instant::compareTo).orElseThrow();
        double lastStall =
                millis(first, stalled.values().stream().max(Instant::compareTo).orElseThrow());
        double lastStop =
                millis(first, stopped.values().stream().max(Instant::compareTo).orElseThrow());
        List<Double> each = stalled.keySet().stream()
                .map(run -> millis(stalled.get(run), stopped.get(run)))
                .toList();
        List<Double> unstopped = heard.all(RunEvent.Stopped.class)
                .map(event -> millis(stalled.get(runId(event)), event.at())
                        - event.receipt().took().toNanos() / 1e6)
                .toList();
        List<Double> diagnosing = heard.all(RunEvent.Stalled.class)
                .map(event -> event.diagnosisTook().toNanos() / 1e6)
                .toList();
        List<Double> late = heard.all(RunEvent.Stalled.class)
                .map(event -> event.silentFor().minus(event.limit()).toNanos() / 1e6)
                .toList();
        Map<String, Long> causes = results.stream()
                .map(result -> result.diagnosis().rootCause().id())
                .collect(Collectors.groupingBy(cause -> cause, Collectors.counting()));
        long survivors = results.stream()
                .mapToLong(result -> result.stop().survivors().size())
                .sum();
        return outcome.figure("root causes", causes)
                .spread("how late a stall is decided", late)
                .spread("to diagnose one", diagnosing)
                .spread("from the stall of a run to its end", each)
                .spread("of this before its stop began", unstopped)
                .millis("from the first stall to the last, ms", lastStall)
                .millis("from the first stall to the last end, ms", lastStop)
                .requireNone(causes.getOrDefault(RootCause.UNKNOWN.id(), 0L), "without a root cause")
                .requireNone(survivors + left, "processes are left")
                .require(lastStop <= bound.toMillis(), "the last ended after " + bound.toMillis() + " ms")
                .done();
    }

    private static RunId runId(RunEvent event) {
        return event.run().runId();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
