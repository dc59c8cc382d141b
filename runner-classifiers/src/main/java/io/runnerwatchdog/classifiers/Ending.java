package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Interlude.Attempt;
import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.observe.WaitChain.Link;
import io.runnerwatchdog.spi.StallContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a stall's wait chain, with what is known of it.
 *
 * @param link the process to blame
 * @param motion what its thread did between the two snapshots
 */
record Ending(StallContext stall, Link link, Optional<Motion> motion) {
    static Optional<Ending> of(StallContext stall) {
        return stall.chain()
                .leaf()
                .map(leaf -> new Ending(
                        stall,
                        leaf,
                        stall.earlier().flatMap(before -> Motion.of(before, stall.now(), leaf.process(), leaf.tid()))));
    }

    Wait waitsFor() {
        return link.waitsFor();
    }

    /** Whether what it does with the CPU explains more than what it waits for at the moment. */
    boolean isAboutCpu() {
        return motion.filter(Motion::isAboutCpu).isPresent();
    }

    /** How the members of the circle wait for each other; empty where there is none. */
    Set<Edge> circle() {
        Set<Edge> kinds = EnumSet.noneOf(Edge.class);
        cycle().ifPresent(circle -> {
            kinds.add(circle.kind());
            List<Link> links = stall.chain().links();
            links.subList(circle.from() + 1, links.size()).forEach(passed -> kinds.add(passed.via()));
        });
        return kinds;
    }

    /** A circle that some lock closes: who waits for an end there waits for the lock. One with a pipe in it hangs otherwise. */
    boolean isDeadlock() {
        Set<Edge> kinds = circle();
        return (kinds.contains(Edge.LOCK) || kinds.contains(Edge.JOIN))
                && !kinds.contains(Edge.PIPE)
                && !kinds.contains(Edge.SOCKET)
                && !kinds.contains(Edge.TERMINAL);
    }

    boolean isAsleep() {
        return waitsFor() instanceof Wait.OnTimer;
    }

    Optional<WaitChain.Cycle> cycle() {
        return stall.chain().cycle();
    }

    /** Whether the chain passes such an edge. */
    boolean cameThrough(Edge... kinds) {
        return stall.chain().links().stream().anyMatch(passed -> Set.of(kinds).contains(passed.via()));
    }

    /** Whether somebody waits for this process. */
    boolean isWaitedFor() {
        return stall.chain().links().size() > 1;
    }

    Optional<ProcessFacts> process() {
        return stall.now().find(link.process());
    }

    Optional<ThreadFacts> thread() {
        return process().flatMap(process -> process.thread(link.tid()));
    }

    List<ThreadFacts> threads() {
        return process().map(ProcessFacts::threads).orElse(List.of());
    }

    /** What the processes of the chain were met doing in passing. */
    List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        for (Link passed : stall.chain().links()) {
            attempts.addAll(stall.interlude().attemptsOf(passed.process().pid()));
        }
        return attempts;
    }

    /** The processes of the chain, the last first. */
    List<ProcessFacts> processesUpwards() {
        List<ProcessFacts> processes = new ArrayList<>();
        List<Link> links = stall.chain().links();
        for (int i = links.size() - 1; i >= 0; i--) {
            stall.now().find(links.get(i).process()).ifPresent(processes::add);
        }
        return processes;
    }

    static Optional<Verdict> verdict(RootCause cause, double confidence) {
        return Optional.of(Verdict.of(cause, confidence));
    }

    static Optional<Verdict> verdict(RootCause cause, double confidence, String why) {
        return Optional.of(Verdict.of(cause, confidence).because(Because.fact(why)));
    }

    /** The same verdict with the chain as its evidence, the end first, and what a language runtime says of it. */
    Verdict explain(Verdict verdict) {
        Verdict explained = verdict;
        List<String> lines = stall.chain().describe();
        for (int i = lines.size() - 1; i >= 0; i--) {
            explained = explained.because(Because.fact(lines.get(i)));
        }
        Optional<String> runtime =
                thread().flatMap(ThreadFacts::runtime).map(view -> link.label() + " is " + view.describe());
        return runtime.isPresent() ? explained.because(Because.fact(runtime.get())) : explained;
    }
}
