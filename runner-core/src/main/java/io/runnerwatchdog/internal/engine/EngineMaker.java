package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.internal.diagnose.ClassifierLoader;
import io.runnerwatchdog.internal.diagnose.Diagnostician;
import io.runnerwatchdog.internal.diagnose.GuardedClassifier;
import io.runnerwatchdog.internal.diagnose.JvmRuntimes;
import io.runnerwatchdog.internal.diagnose.LinuxEyes;
import io.runnerwatchdog.internal.diagnose.PlatformEyes;
import io.runnerwatchdog.internal.diagnose.Runtimes;
import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.flight.FlightRecorders;
import io.runnerwatchdog.internal.guard.Guardian;
import io.runnerwatchdog.internal.guard.Orphans;
import io.runnerwatchdog.internal.guard.WatchingGuardian;
import io.runnerwatchdog.internal.jvm.JvmAttach;
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
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.AutoSkip;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.Ticker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an engine together for the machine it runs on. */
public final class EngineMaker {
    private static final Logger LOG = LoggerFactory.getLogger(EngineMaker.class);

    /** Our own work is short and never blocks for long. */
    private static final int MOST_WORKERS = 8;

    /** Diagnoses under way at a time; each may have to wait two seconds for a classifier that hangs. */
    private static final int MOST_JUDGES = 32;

    /** Code of the host may block: so many calls of it may do so at once before others have to wait. */
    private static final int MOST_FOREIGN = 128;

    private EngineMaker() {}

    /** A watchdog of these settings. */
    public static Watchdog make(EngineSettings settings) {
        List<GuardedClassifier> classifiers = classifiers(settings);
        RandomGenerator random = new KernelRandom();
        ThreadMaker threads = new ThreadMaker();
        DeadlineClock clock = new DeadlineClock(settings.ticker(), threads);
        ExecutorService foreign = threads.pool("foreign", MOST_FOREIGN);
        ExecutorService skipping = threads.pool("skips", 1);
        ExecutorService workers = threads.pool("worker", MOST_WORKERS);
        Optional<ProcFs> proc = ProcFs.ofThisMachine();
        ProcessTable table = table(proc);
        Owner owner = owner(settings, table, proc);
        Cookie cookie = Cookie.random(random, owner);
        Census census = new Census(table, cookie.prefix(), settings.ticker());
        StopTools tools = new StopTools(clock, workers, proc.isPresent() ? new KillCommand() : Signals.NONE);
        Containing containing = new Containing(settings.containment(), settings.traces(), proc, random, cookie, clock);
        Announcer announcer = new Announcer(foreign, clock::now, settings.wallClock());
        settings.listeners().forEach(announcer::add);
        FlightRecorders.ofThisRuntime().ifPresent(flight -> announcer.add(flight, flight::isRecorded));
        Workshop shop = new Workshop(
                settings.configs(),
                settings.limits(),
                settings.stopPolicy(),
                clock,
                settings.wallClock(),
                workers,
                threads.pool("judge", MOST_JUDGES),
                foreign,
                announcer,
                new OutputRoom(clock, threads, foreign, settings.tailBytes()),
                new Launcher(),
                cookie,
                census,
                containing,
                settings.guarded() && proc.isPresent()
                        ? new WatchingGuardian(cookie.prefix(), Cookie.PREFIX, workers, clock)
                        : Guardian.NOBODY,
                tools,
                eyes(proc, settings.ticker()),
                new Diagnostician(classifiers, foreign, settings.ticker()),
                random,
                skipping,
                skips(settings, skipping),
                settings.shadow(),
                HostName.find());
        Remains remains = new Remains(
                containing, census, new Orphans(table, settings.ticker()), owner, tools, settings.stopPolicy());
        return new Engine(shop, threads, new Turns(settings.mostAtOnce().orElse(Integer.MAX_VALUE)), remains);
    }

    /** This process, and where its listeners keep evidence. */
    private static Owner owner(EngineSettings settings, ProcessTable table, Optional<ProcFs> proc) {
        long self = ProcessHandle.current().pid();
        ProcessIdentity host =
                table.find(self).map(ProcessTable.Entry::identity).orElseGet(() -> new ProcessIdentity(self, 0));
        return Owner.of(host, evidence(settings), proc.map(ProcFs::pidNamespace).orElse(""));
    }

    private static Optional<Path> evidence(EngineSettings settings) {
        return settings.listeners().stream()
                .filter(EvidenceLog.class::isInstance)
                .map(listener -> ((EvidenceLog) listener).file())
                .findFirst();
    }

    /** Once for all runs: whether steps are skipped does not change while this watchdog lives. */
    private static Optional<SkipGate> skips(EngineSettings settings, ExecutorService thread) {
        Optional<AutoSkip> when = settings.autoSkip().or(settings.configs().get()::autoSkip);
        Optional<Path> directory =
                settings.skipDirectory().or(() -> evidence(settings).map(Path::getParent));
        return when.map(rules -> directory
                .map(place -> SkipGate.shared(
                        rules,
                        place,
                        settings.wallClock(),
                        thread,
                        trouble -> LOG.warn("steps that keep stalling may run: {}", trouble.message())))
                .orElseGet(() -> SkipGate.inMemory(rules, settings.wallClock())));
    }

    private static List<GuardedClassifier> classifiers(EngineSettings settings) {
        List<RootCauseClassifier> all = new ArrayList<>(settings.classifiers());
        if (settings.discover()) {
            all.addAll(ClassifierLoader.discover());
        }
        return ClassifierLoader.ordered(all);
    }

    private static ProcessTable table(Optional<ProcFs> proc) {
        return proc.<ProcessTable>map(LinuxTable::new).orElseGet(PlatformTable::new);
    }

    private static TreeEyes eyes(Optional<ProcFs> proc, Ticker ticker) {
        KillCommand kill = new KillCommand();
        return proc.<TreeEyes>map(there -> {
                    Runtimes jvms = new JvmRuntimes(new JvmAttach(there, kill::quit, ticker), ticker);
                    return new LinuxEyes(there, jvms, ticker);
                })
                .orElseGet(() -> new PlatformEyes(ticker));
    }
}
