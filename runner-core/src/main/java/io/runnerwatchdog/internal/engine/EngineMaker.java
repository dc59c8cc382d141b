package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.event.RunListener;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.internal.diagnose.Classifiers;
import io.runnerwatchdog.internal.diagnose.Diagnostician;
import io.runnerwatchdog.internal.diagnose.SleepingEyes;
import io.runnerwatchdog.internal.flight.FlightListener;
import io.runnerwatchdog.internal.flight.FlightRecorders;
import io.runnerwatchdog.internal.guard.Guardian;
import io.runnerwatchdog.internal.guard.Orphans;
import io.runnerwatchdog.internal.guard.WatchingGuardian;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.members.Census;
import io.runnerwatchdog.internal.members.LinuxTable;
import io.runnerwatchdog.internal.members.PlatformTable;
import io.runnerwatchdog.internal.members.ProcessTable;
import io.runnerwatchdog.internal.output.OutputRoom;
import io.runnerwatchdog.internal.process.Cookie;
import io.runnerwatchdog.internal.process.Cookie.Owner;
import io.runnerwatchdog.internal.process.Launcher;
import io.runnerwatchdog.internal.skip.SkipGate;
import io.runnerwatchdog.internal.stop.KillCommand;
import io.runnerwatchdog.internal.stop.Signals;
import io.runnerwatchdog.internal.stop.StopTools;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.AutoSkip;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/** Puts an engine together for the machine it runs on. */
public final class EngineMaker {
    /** Our own work is short and never blocks for long. */
    private static final int MOST_WORKERS = 8;

    /** Diagnoses under way at a time; each may have to wait two seconds for a classifier that hangs. */
    private static final int MOST_JUDGES = 32;

    /** Code of the host may block: so many calls of it may do so at once before others have to wait. */
    private static final int MOST_FOREIGN = 128;

    private EngineMaker() {}

    /** A watchdog of these settings. */
    public static Watchdog make(EngineSettings settings) {
        ThreadMaker threads = new ThreadMaker();
        // First what may refuse its settings: nothing is held open yet.
        Classifiers classifiers = new Classifiers(settings.classifiers(), settings.discover());
        ExecutorService skipping = threads.pool("skips", 1);
        Optional<SkipGate> skips = skips(settings, skipping);
        DeadlineClock clock = new DeadlineClock(settings.ticker(), threads);
        ExecutorService foreign = threads.pool("foreign", MOST_FOREIGN);
        OutputRoom output = new OutputRoom(clock, threads, foreign, settings.tailBytes());
        RandomGenerator random = new KernelRandom();
        ExecutorService workers = threads.pool("worker", MOST_WORKERS);
        Optional<ProcFs> proc = ProcFs.ofThisMachine();
        boolean onLinux = proc.isPresent();
        ProcessTable table = onLinux ? new LinuxTable(proc.get()) : new PlatformTable();
        Owner owner = owner(settings, table, proc);
        Cookie cookie = Cookie.random(random, owner);
        Census census = new Census(table, cookie.prefix(), settings.ticker());
        StopTools tools = new StopTools(clock, workers, onLinux ? new KillCommand() : Signals.NONE);
        Containing containing = new Containing(settings.containment(), settings.traces(), proc, random, cookie, clock);
        Workshop shop = new Workshop(
                settings.configs(),
                settings.limits(),
                settings.stopPolicy(),
                clock,
                settings.wallClock(),
                workers,
                threads.pool("judge", MOST_JUDGES),
                foreign,
                announcer(settings, foreign, clock),
                output,
                new Launcher(),
                cookie,
                census,
                containing,
                settings.guarded() && onLinux
                        ? new WatchingGuardian(cookie.prefix(), Cookie.PREFIX, workers, clock)
                        : Guardian.NOBODY,
                tools,
                new SleepingEyes(proc, settings.ticker()),
                new Diagnostician(classifiers, foreign, settings.ticker()),
                random,
                skipping,
                skips,
                settings.shadow(),
                HostName.find());
        Remains remains = new Remains(
                containing, census, new Orphans(table, settings.ticker()), owner, tools, settings.stopPolicy());
        return new Engine(shop, threads, new Turns(settings.mostAtOnce().orElse(Integer.MAX_VALUE)), remains);
    }

    private static Announcer announcer(EngineSettings settings, ExecutorService foreign, DeadlineClock clock) {
        Announcer announcer = new Announcer(foreign, clock, settings.wallClock());
        for (RunListener listener : settings.listeners()) {
            announcer.add(listener);
        }
        Optional<FlightListener> flight = FlightRecorders.ofThisRuntime();
        if (flight.isPresent()) {
            announcer.add(flight.get(), flight.get());
        }
        return announcer;
    }

    /** This process, and where its listeners keep evidence. */
    private static Owner owner(EngineSettings settings, ProcessTable table, Optional<ProcFs> proc) {
        long self = ProcessHandle.current().pid();
        Optional<ProcessTable.Entry> entry = table.find(self);
        ProcessIdentity host = entry.isPresent() ? entry.get().identity() : new ProcessIdentity(self, 0);
        return Owner.of(host, evidence(settings), proc.isPresent() ? proc.get().pidNamespace() : "");
    }

    private static Optional<Path> evidence(EngineSettings settings) {
        for (RunListener listener : settings.listeners()) {
            if (listener instanceof EvidenceLog log) {
                return Optional.of(log.file());
            }
        }
        return Optional.empty();
    }

    /** Once for all runs: whether steps are skipped does not change while this watchdog lives. */
    private static Optional<SkipGate> skips(EngineSettings settings, ExecutorService thread) {
        Optional<AutoSkip> when = settings.autoSkip().isPresent()
                ? settings.autoSkip()
                : settings.configs().get().autoSkip();
        return when.isPresent() ? Optional.of(gate(when.get(), settings, thread)) : Optional.empty();
    }

    private static SkipGate gate(AutoSkip rules, EngineSettings settings, ExecutorService thread) {
        Optional<Path> directory =
                settings.skipDirectory().or(() -> evidence(settings).map(Path::getParent));
        return directory
                .map(place -> SkipGate.shared(
                        rules,
                        place,
                        settings.wallClock(),
                        thread,
                        trouble -> log().warn("steps that keep stalling may run: {}", trouble.message())))
                .orElseGet(() -> SkipGate.inMemory(rules, settings.wallClock()));
    }

    private static Logger log() {
        return Logs.of(EngineMaker.class);
    }
}
