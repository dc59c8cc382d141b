package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the language runtimes of a tree said of their threads: it turns a wait that the kernel sees as "to be signalled" into
 * the lock and its owner. Immutable.
 *
 * @param byProcess for each process its threads by their number
 */
public record RuntimeViews(Map<ProcessIdentity, Map<Long, RuntimeView>> byProcess) {
    /** Nobody was asked, or nobody answered. */
    public static final RuntimeViews NONE = new RuntimeViews(Map.of());

    public RuntimeViews {
        byProcess = Map.copyOf(byProcess);
    }

    /** The same tree with what its runtimes said. */
    public TreeSnapshot on(TreeSnapshot tree) {
        if (byProcess.isEmpty()) {
            return tree;
        }
        return new TreeSnapshot(
                tree.takenAtNanos(), tree.processes().stream().map(this::on).toList(), tree.pressure());
    }

    private ProcessFacts on(ProcessFacts process) {
        Map<Long, RuntimeView> views = byProcess.getOrDefault(process.identity(), Map.of());
        return views.isEmpty()
                ? process
                : process.withThreads(process.threads().stream()
                        .map(thread -> on(process, thread, views))
                        .toList());
    }

    private static ThreadFacts on(ProcessFacts process, ThreadFacts thread, Map<Long, RuntimeView> views) {
        RuntimeView view = views.get(thread.tid());
        if (view == null) {
            return thread;
        }
        boolean vague =
                thread.waitsFor() instanceof Wait.OnFutex futex && futex.owner().isEmpty();
        Wait wait = vague ? explained(process, view).orElse(thread.waitsFor()) : thread.waitsFor();
        return new ThreadFacts(thread.tid(), thread.name(), thread.state(), thread.cpu(), wait, Optional.of(view));
    }

    /** What the runtime says where the kernel only sees a thread that waits to be signalled. */
    private static Optional<Wait> explained(ProcessFacts process, RuntimeView view) {
        if (view.owner().isPresent()) {
            Party self = new Party(process.pid(), process.name(), Party.Standing.MEMBER);
            return Optional.of(new Wait.OnFutex(
                    "futex",
                    Wait.OnFutex.Kind.LOCK,
                    false,
                    Optional.of(new Wait.OnFutex.Owner(self, view.owner().getAsLong()))));
        }
        if (view.state().contains("sleeping")) {
            return Optional.of(new Wait.OnTimer("Thread.sleep"));
        }
        if (view.isIn("java.lang.ProcessImpl.waitFor") || view.isIn("java.lang.UNIXProcess.waitFor")) {
            return Optional.of(new Wait.OnChild("Process.waitFor", OptionalLong.empty()));
        }
        // A thread that parks in its pool waits for work: that is idleness, and a named latch is not.
        boolean idle = List.of("ThreadPoolExecutor.getTask", "ForkJoinPool.awaitWork", "DelayedWorkQueue.take").stream()
                .anyMatch(view::isIn);
        return view.waitsFor().isPresent() && !idle
                ? Optional.of(new Wait.OnFutex(
                        "park on " + view.waitsFor().get(), Wait.OnFutex.Kind.SIGNAL, false, Optional.empty()))
                : Optional.empty();
    }
}
