package io.runnerwatchdog.internal.flight;

import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.threads.Spans;
import java.time.Duration;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/**
 * What all events of runs have in the flight recorder. Recorded by the thread that hands out the watchdog's events, so its
 * stack says nothing. The command line and the output are left out: a recording is copied without a thought, and they may
 * hold secrets.
 */
@Category("Runner Watchdog")
@StackTrace(false)
abstract class RecordedRun extends Event {
    private final transient RunEvent event;

    @Label("Run Id")
    @Description("The random name of the run, as in the evidence")
    String runId;

    @Label("Attempt")
    @Description("Which attempt of the step, from 1")
    int attempt;

    @Label("Command Type")
    String commandType;

    @Label("Environment")
    String environment;

    @Label("Process Id")
    @Description("The first process of the run; 0 where there was none")
    long pid;

    @Label("Happened At")
    @Description("By the clock of the watchdog; the event's own time is when it was recorded")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long happenedAt;

    RecordedRun(RunEvent event) {
        this.event = event;
    }

    /** Fills in what this kind of event has of its own. */
    abstract void fill();

    final void record() {
        RunInfo run = event.run();
        runId = run.runId().value();
        attempt = run.attempt();
        commandType = run.commandType();
        environment = run.environment();
        pid = run.pid().orElse(0);
        happenedAt = event.at().toEpochMilli();
        fill();
        commit();
    }

    static long nanos(Duration duration) {
        return Spans.nanos(duration);
    }
}
