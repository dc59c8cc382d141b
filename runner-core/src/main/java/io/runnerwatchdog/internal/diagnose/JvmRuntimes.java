package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.jvm.JavaThread;
import io.runnerwatchdog.internal.jvm.JvmAttach;
import io.runnerwatchdog.internal.jvm.ThreadDump;
import io.runnerwatchdog.internal.jvm.ThreadDumpParser;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.spi.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Asks the JVMs of a tree for dumps of their threads. */
public final class JvmRuntimes implements Runtimes {
    /** A build may run many workers; the first ones of the tree are its heads. */
    private static final int MOST_JVMS = 3;

    private final JvmAttach jvms;
    private final Ticker ticker;

    public JvmRuntimes(JvmAttach jvms, Ticker ticker) {
        this.jvms = jvms;
        this.ticker = ticker;
    }

    @Override
    public RuntimeViews ask(TreeSnapshot tree, Duration patience) {
        long begun = ticker.nanos();
        Map<ProcessIdentity, Map<Long, RuntimeView>> views = new HashMap<>();
        tree.processes().stream()
                .filter(process -> jvms.looksLikeJvm(process.pid()))
                .limit(MOST_JVMS)
                .forEach(process -> {
                    Duration left = patience.minusNanos(ticker.nanos() - begun);
                    if (left.compareTo(Duration.ZERO) > 0) {
                        jvms.threadDump(process.pid(), left)
                                .ifPresent(text -> views.put(process.identity(), views(process, text)));
                    }
                });
        return new RuntimeViews(views);
    }

    private static Map<Long, RuntimeView> views(ProcessFacts process, String text) {
        ThreadDump dump = ThreadDumpParser.parse(text);
        Set<String> deadlocked = new HashSet<>();
        dump.deadlocks().forEach(deadlock -> deadlocked.addAll(deadlock.names()));
        Map<Long, RuntimeView> views = new HashMap<>();
        for (JavaThread thread : dump.threads()) {
            // In a PID namespace of its own it counts its threads by other numbers: those are left out.
            if (thread.tid().isPresent()
                    && process.thread(thread.tid().getAsLong()).isPresent()) {
                views.put(thread.tid().getAsLong(), view(dump, thread, deadlocked.contains(thread.name())));
            }
        }
        return views;
    }

    private static RuntimeView view(ThreadDump dump, JavaThread thread, boolean deadlocked) {
        Optional<JavaThread> owner = thread.waitsFor().flatMap(dump::ownerOf).filter(holder -> !holder.equals(thread));
        return new RuntimeView(
                thread.name(),
                thread.state(),
                thread.frames(),
                thread.waitsFor().map(JavaThread.Lock::className),
                owner.map(JavaThread::tid).orElse(OptionalLong.empty()),
                deadlocked);
    }
}
