package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Exits at the very limit: whichever is first, all that is told of a run agrees. */
final class Race implements Trial {
    private static final Duration LIMIT = Duration.ofMillis(150);
    private static final double SPREAD_SECONDS = 0.025;
    private static final int AT_A_TIME = 4;

    /** The same offsets each time; the machine is random enough. */
    private static final long SEED = 20_261_123;

    private final int wanted;

    Race(Scale scale) {
        wanted = scale.of(1000, 40);
    }

    @Override
    public String id() {
        return "race";
    }

    @Override
    public String title() {
        return "runs that end at their idle limit, " + AT_A_TIME + " at a time";
    }

    @Override
    public Outcome run() throws InterruptedException {
        Heard heard = new Heard();
        List<RunResult> results = new ArrayList<>();
        try (Watchdog watchdog = Watchdog.builder()
                .idleTimeout(LIMIT)
                .maxConcurrentRuns(AT_A_TIME)
                .listener(heard)
                .build()) {
            Random random = new Random(SEED);
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < wanted; i++) {
                double seconds = LIMIT.toMillis() / 1e3 + SPREAD_SECONDS * (2 * random.nextDouble() - 1);
                runs.add(watchdog.start(Command.of("sleep", String.format(Locale.ROOT, "%.4f", seconds))));
            }
            for (Run run : runs) {
                results.add(run.await());
            }
        }
        // Closed: each event has been heard.
        return judge(results, heard);
    }

    private static Outcome judge(List<RunResult> results, Heard heard) {
        int exited = 0;
        int stopped = 0;
        List<String> broken = new ArrayList<>();
        for (RunResult result : results) {
            if (result.termination().equals(new Termination.Exited(0))) {
                exited++;
            } else if (result.termination() instanceof Termination.Stopped now
                    && now.reason() == StopReason.IDLE_TIMEOUT) {
                stopped++;
            }
            List<RunEvent> events = heard.of(result.runId());
            if (!agrees(result.termination(), events)) {
                broken.add(result.termination() + " with "
                        + events.stream()
                                .map(RunEvent::getClass)
                                .map(Class::getSimpleName)
                                .toList());
            }
        }
        return new Outcome.Gathering()
                .figure("runs", results.size())
                .figure("seed of the offsets", SEED)
                .figure("exited", exited)
                .figure("stopped", stopped)
                .figure("with events that contradict each other or the result", broken.size())
                .requireNone(results.size() - exited - stopped, "ended in another way")
                .require(
                        broken.isEmpty(),
                        "for example " + broken.stream().findFirst().orElse(""))
                .require(exited > 0 && stopped > 0, "only one of the two ends was seen, so nothing raced")
                .done();
    }

    /** Whether a run was told as it ended: one last event, one stall if it was stopped and none if it was not. */
    private static boolean agrees(Termination end, List<RunEvent> events) {
        long stalls = events.stream().filter(RunEvent.Stalled.class::isInstance).count();
        List<RunEvent> last = events.stream().filter(RunEvent::isLast).toList();
        if (last.size() != 1 || !events.get(events.size() - 1).equals(last.get(0))) {
            return false;
        }
        if (end instanceof Termination.Exited exit) {
            return stalls == 0 && last.get(0) instanceof RunEvent.Exited told && told.code() == exit.code();
        }
        return stalls == 1
                && end instanceof Termination.Stopped stop
                && last.get(0) instanceof RunEvent.Stopped told
                && told.reason() == stop.reason()
                && told.code().equals(stop.code());
    }
}
