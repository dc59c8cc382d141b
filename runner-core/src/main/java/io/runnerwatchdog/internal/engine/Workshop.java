package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.internal.diagnose.Diagnostician;
import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.guard.Guardian;
import io.runnerwatchdog.internal.members.Census;
import io.runnerwatchdog.internal.output.OutputRoom;
import io.runnerwatchdog.internal.process.Cookie;
import io.runnerwatchdog.internal.process.Launcher;
import io.runnerwatchdog.internal.skip.SkipGate;
import io.runnerwatchdog.internal.stop.StopTools;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.run.LimitOverrides;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all runs of one watchdog share.
 *
 * @param configs asked at each start, since a configuration may follow its file
 * @param base limits that the host set for commands that bring none
 * @param workers for our own work: looking at trees, stopping them
 * @param judges for diagnoses, which wait for code of the host, in bounds: no stop queues up behind them
 * @param foreign for code of the host, which may block
 * @param chance not to be guessed; for the ids of runs, and for pauses
 * @param skipping for the files of the next one, which may hang with their file system
 * @param skips where it is asked whether steps of a kind stall too often
 * @param shadow whether stalls are only told
 */
record Workshop(
        Supplier<RunnerConfig> configs,
        LimitOverrides base,
        StopPolicy stopPolicy,
        DeadlineClock clock,
        InstantSource wallClock,
        ExecutorService workers,
        ExecutorService judges,
        ExecutorService foreign,
        Announcer announcer,
        OutputRoom outputRoom,
        Launcher launcher,
        Cookie cookie,
        Census census,
        Containing containment,
        Guardian guardian,
        StopTools stopTools,
        TreeEyes eyes,
        Diagnostician diagnostician,
        RandomGenerator chance,
        ExecutorService skipping,
        Optional<SkipGate> skips,
        boolean shadow,
        String host) {
    /** The configuration that is in force now. */
    RunnerConfig config() {
        return configs.get();
    }
}
