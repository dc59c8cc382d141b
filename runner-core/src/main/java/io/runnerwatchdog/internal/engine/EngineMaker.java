package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.internal.diagnose.ClassifierLoader;
import io.runnerwatchdog.internal.diagnose.Diagnostician;
import io.runnerwatchdog.internal.diagnose.GuardedClassifier;
import io.runnerwatchdog.internal.diagnose.LinuxEyes;
import io.runnerwatchdog.internal.diagnose.PlatformEyes;
import io.runnerwatchdog.internal.diagnose.TreeEyes;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.output.OutputRoom;
import io.runnerwatchdog.internal.process.Cookie;
import io.runnerwatchdog.internal.process.Launcher;
import io.runnerwatchdog.internal.stop.Census;
import io.runnerwatchdog.internal.stop.LinuxTable;
import io.runnerwatchdog.internal.stop.PlatformTable;
import io.runnerwatchdog.internal.stop.ProcessTable;
import io.runnerwatchdog.internal.threads.DeadlineClock;
import io.runnerwatchdog.internal.threads.ThreadMaker;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.Ticker;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Puts an engine together for the machine it runs on. */
public final class EngineMaker {
    /** Our own work is short and never blocks for long. */
    private static final int MOST_WORKERS = 8;

    /** Code of the host may block: so many calls of it may do so at once before others have to wait. */
    private static final int MOST_FOREIGN = 128;

    private EngineMaker() {}

    /** A watchdog of these settings. */
    public static Watchdog make(EngineSettings settings) {
        List<GuardedClassifier> classifiers = classifiers(settings);
        SecureRandom random = new SecureRandom();
        ThreadMaker threads = new ThreadMaker();
        DeadlineClock clock = new DeadlineClock(settings.ticker(), threads);
        ExecutorService foreign = threads.pool("foreign", MOST_FOREIGN);
        Cookie cookie = Cookie.random(random);
        Optional<ProcFs> proc = ProcFs.ofThisMachine();
        Announcer announcer = new Announcer(foreign, settings.wallClock());
        settings.listeners().forEach(announcer::add);
        Workshop shop = new Workshop(
                settings.config(),
                settings.limits(),
                settings.stopPolicy(),
                clock,
                settings.wallClock(),
                threads.pool("worker", MOST_WORKERS),
                foreign,
                announcer,
                new OutputRoom(clock, threads, foreign, settings.tailBytes()),
                new Launcher(),
                cookie,
                new Census(table(proc), cookie.prefix(), settings.ticker()),
                eyes(proc, settings.ticker()),
                new Diagnostician(classifiers, foreign, settings.ticker()),
                HostName.find());
        return new Engine(shop, threads, random);
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
        return proc.<TreeEyes>map(there -> new LinuxEyes(there, ticker)).orElseGet(() -> new PlatformEyes(ticker));
    }
}
