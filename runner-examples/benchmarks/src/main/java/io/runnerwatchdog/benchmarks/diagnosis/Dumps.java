package io.runnerwatchdog.benchmarks.diagnosis;

import io.runnerwatchdog.benchmarks.trial.ChildJvm;
import io.runnerwatchdog.internal.diagnose.JvmRuntimes;
import io.runnerwatchdog.internal.diagnose.RuntimeViews;
import io.runnerwatchdog.internal.jvm.JvmAttach;
import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.TreeSampler;
import io.runnerwatchdog.internal.stop.KillCommand;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thread dump of a JVM: the first, for which it is woken by a signal, and those after it. */
final class Dumps {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private final ProcFs proc = ProcFs.ofThisMachine().orElseThrow();
    private final TreeSampler sampler = new TreeSampler(proc, new ProcFs(Path.of("/sys/fs/cgroup")), System::nanoTime);
    private final JvmRuntimes runtimes =
            new JvmRuntimes(new JvmAttach(proc, new KillCommand()::quit, System::nanoTime), System::nanoTime);
    private final int jvms;
    private final Duration each;

    /** @param jvms how many are asked for the first time */
    Dumps(int jvms, Duration each) {
        this.jvms = jvms;
        this.each = each;
    }

    /** What it takes of a JVM with so many waiting threads beside its own. */
    record Row(int threads, Timing first, Timing next) {}

    Row measure(int threads) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < jvms; i++) {
            try (ChildJvm jvm = ChildJvm.start(WaitingJvm.class, threads)) {
                jvm.line();
                TreeSnapshot tree = sampler.sample(List.of(jvm.pid()), BUDGET, Optional.empty());
                first.add(Timing.once(() -> ask(tree)));
                if (i < jvms / 2 || jvms == 1) {
                    next.addAll(Timing.of(() -> ask(tree), each.dividedBy(Math.max(1, jvms / 2)))
                            .millis());
                }
            }
        }
        return new Row(threads, new Timing(first), new Timing(next));
    }

    private void ask(TreeSnapshot tree) {
        RuntimeViews views = runtimes.ask(tree, PATIENCE);
        if (views.byProcess().isEmpty()) {
            throw new IllegalStateException("the JVM gave no dump");
        }
    }
}
