package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows who waits for whom, from the first process down to the one whose wait nothing in the tree can end. Where several
 * processes could be the one, the one whose own wait says most is taken.
 */
public final class WaitChains {
    private static final int DEEPEST = 12;

    /** From here on a main thread's own wait counts, whatever its other threads do. */
    private static final int EXPLICIT = 3;

    private WaitChains() {}

    /** The chain of a sampled tree; empty where nothing was seen. */
    public static WaitChain of(TreeSampler.Sampled sampled) {
        return sampled.snapshot()
                .root()
                .map(root -> new WaitChain(new Walk(sampled).from(root, new HashSet<>())))
                .orElse(WaitChain.EMPTY);
    }

    /** How much a wait explains: 0 nothing, 10 all. */
    static int weight(Wait wait) {
        if (wait instanceof Wait.Halted) {
            return 10;
        }
        if (wait instanceof Wait.OnFileLock) {
            return 9;
        }
        if (wait instanceof Wait.OnSocket on) {
            return on.socket().isListening() ? 2 : 8;
        }
        if (wait instanceof Wait.OnFile || wait instanceof Wait.OnNamedPipe || wait instanceof Wait.OnTerminal) {
            return 8;
        }
        if (wait instanceof Wait.OnChild || wait instanceof Wait.OnPipe) {
            return 7;
        }
        if (wait instanceof Wait.ForCpu) {
            return 6;
        }
        if (wait instanceof Wait.OnEvents events) {
            int best = events.candidates().stream()
                    .mapToInt(WaitChains::weight)
                    .max()
                    .orElse(1);
            return Math.min(6, best);
        }
        if (wait instanceof Wait.OnFutex futex) {
            return futex.ownerTid().isPresent() ? 5 : 1;
        }
        return wait instanceof Wait.OnTimer ? 3 : 1;
    }

    /** The thread that decides what its process waits for: the first one if its wait is explicit, else the most telling. */
    static Optional<ThreadFacts> deciding(ProcessFacts process) {
        Optional<ThreadFacts> main = process.mainThread().filter(thread -> weight(thread.waitsFor()) >= EXPLICIT);
        return main.isPresent()
                ? main
                : process.threads().stream()
                        .filter(thread -> !(thread.waitsFor() instanceof Wait.Ended))
                        .max(Comparator.comparingInt((ThreadFacts thread) -> weight(thread.waitsFor()))
                                .thenComparing(Comparator.comparingLong(ThreadFacts::tid)
                                        .reversed()));
    }

    private static final class Walk {
        private final TreeSnapshot tree;
        private final PipeEnds pipes;

        Walk(TreeSampler.Sampled sampled) {
            this.tree = sampled.snapshot();
            this.pipes = sampled.pipes();
        }

        List<Link> from(ProcessFacts process, Set<Long> visited) {
            Optional<ThreadFacts> thread = deciding(process);
            if (thread.isEmpty() || !visited.add(process.pid())) {
                return List.of();
            }
            Wait wait = thread.get().waitsFor();
            List<Link> chain = new ArrayList<>();
            chain.add(new Link(process.identity(), process.name(), thread.get().tid(), wait));
            if (visited.size() < DEEPEST) {
                chain.addAll(best(next(process, wait), visited));
            }
            return chain;
        }

        /** Of several ways on, the one whose end says most; of equals the youngest process. */
        private List<Link> best(List<ProcessFacts> candidates, Set<Long> visited) {
            return candidates.stream()
                    .filter(process -> !process.state().isDead() && !visited.contains(process.pid()))
                    .sorted(Comparator.comparingLong(ProcessFacts::pid).reversed())
                    .map(process -> from(process, new HashSet<>(visited)))
                    .filter(chain -> !chain.isEmpty())
                    .max(Comparator.comparingInt(
                            chain -> weight(chain.get(chain.size() - 1).waitsFor())))
                    .orElse(List.of());
        }

        private List<ProcessFacts> next(ProcessFacts process, Wait wait) {
            if (wait instanceof Wait.OnChild on) {
                return on.pid().isPresent()
                        ? tree.find(on.pid().getAsLong()).stream().toList()
                        : tree.childrenOf(process.pid());
            }
            if (wait instanceof Wait.OnPipe on) {
                return members(pipes.others(on.id(), process.pid(), on.writing()));
            }
            if (wait instanceof Wait.OnFileLock on && on.holderPid().isPresent()) {
                return tree.find(on.holderPid().getAsLong()).stream().toList();
            }
            if (wait instanceof Wait.OnEvents events) {
                return ofEvents(process, events);
            }
            // A thread that only sleeps or waits inside its process may well do so for its children.
            return weight(wait) <= 1 ? tree.childrenOf(process.pid()) : List.of();
        }

        /** Any of several things may come: something outside of the tree ends the chain, else all ways are open. */
        private List<ProcessFacts> ofEvents(ProcessFacts process, Wait.OnEvents events) {
            boolean outside = events.candidates().stream()
                    .anyMatch(wait ->
                            wait instanceof Wait.OnSocket on && !on.socket().isListening()
                                    || wait instanceof Wait.OnTerminal);
            if (outside) {
                return List.of();
            }
            List<ProcessFacts> next = new ArrayList<>();
            events.candidates().forEach(wait -> next.addAll(next(process, wait)));
            return next.isEmpty() ? tree.childrenOf(process.pid()) : next;
        }

        private List<ProcessFacts> members(List<Long> pids) {
            return pids.stream().flatMap(pid -> tree.find(pid).stream()).toList();
        }
    }
}
