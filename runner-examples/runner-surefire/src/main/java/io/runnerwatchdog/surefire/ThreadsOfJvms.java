package io.runnerwatchdog.surefire;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.RuntimeView;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import java.util.ArrayList;
import java.util.List;

/** What the JVMs of a fork said their threads were at, beside what the kernel says of the same threads. */
final class ThreadsOfJvms {
    private final SafeText safe;

    ThreadsOfJvms(SafeText safe) {
        this.safe = safe;
    }

    /** Empty where no JVM has answered. */
    List<String> lines(TreeSnapshot tree) {
        List<String> lines = new ArrayList<>();
        for (ProcessFacts process : tree.processes()) {
            List<String> threads = process.threads().stream()
                    .flatMap(thread -> thread.runtime().stream().flatMap(view -> lines(thread, view).stream()))
                    .toList();
            if (!threads.isEmpty()) {
                lines.add(safe.line(process.label()) + ", the topmost calls of its Java threads:");
                lines.addAll(threads);
                lines.add("");
            }
        }
        return lines;
    }

    private List<String> lines(ThreadFacts thread, RuntimeView view) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(safe.line("\"" + view.name() + "\" tid=" + thread.tid() + " " + view.state()));
        lines.add("    kernel: " + safe.line(thread.waitsFor().describe()));
        view.waitsFor().ifPresent(lock -> lines.add("    waits for a " + safe.line(lock) + owner(view)));
        if (view.deadlock()) {
            lines.add("    is part of a deadlock");
        }
        view.frames().forEach(frame -> lines.add("        at " + safe.line(frame)));
        return lines;
    }

    private static String owner(RuntimeView view) {
        return view.owner().isPresent() ? ", held by tid=" + view.owner().getAsLong() : "";
    }
}
