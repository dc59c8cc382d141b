package io.runnerwatchdog.internal.chain;

import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Where a wait leads within the tree: to those who could end it. */
final class Edges {
    /**
     * One way on.
     *
     * @param tid the thread, where it is a certain one
     */
    record Way(Edge kind, ProcessFacts process, OptionalLong tid) {}

    /** More ways than these from one place are not told apart any more. */
    private static final int MOST_WAYS = 64;

    private final Map<Long, ProcessFacts> byPid = new HashMap<>();
    private final Map<Long, List<ProcessFacts>> byParent = new HashMap<>();

    Edges(TreeSnapshot tree) {
        for (ProcessFacts process : tree.processes()) {
            byPid.putIfAbsent(process.pid(), process);
            byParent.computeIfAbsent(process.parentPid(), parent -> new ArrayList<>())
                    .add(process);
        }
    }

    private Stream<ProcessFacts> find(long pid) {
        return Stream.ofNullable(byPid.get(pid));
    }

    /** All ways on from this wait of a process; none where it is for something outside of the tree. */
    List<Way> of(ProcessFacts waiter, Wait wait) {
        if (wait instanceof Wait.OnChild on) {
            return children(waiter, on.pid(), Edge.CHILD);
        }
        if (wait instanceof Wait.OnPipe on) {
            return members(on.others(), Edge.PIPE);
        }
        if (wait instanceof Wait.OnFileLock on) {
            return members(on.holders(), Edge.LOCK);
        }
        if (wait instanceof Wait.OnSocket on) {
            return members(on.peers(), Edge.SOCKET);
        }
        if (wait instanceof Wait.OnTerminalMaster on) {
            return members(on.users(), Edge.TERMINAL);
        }
        if (wait instanceof Wait.OnFutex on && on.owner().isPresent()) {
            Edge kind = on.kind() == Wait.OnFutex.Kind.JOIN ? Edge.JOIN : Edge.LOCK;
            OptionalLong tid = OptionalLong.of(on.owner().get().tid());
            return find(on.owner().get().process().pid())
                    .map(process -> new Way(kind, process, tid))
                    .toList();
        }
        if (wait instanceof Wait.OnEvents on) {
            List<Way> ways = new ArrayList<>();
            on.candidates().forEach(candidate -> ways.addAll(of(waiter, candidate)));
            return ways.stream().distinct().limit(MOST_WAYS).toList();
        }
        return List.of();
    }

    /** The children that it may wait for although nothing says so. */
    List<Way> perhaps(ProcessFacts waiter) {
        return children(waiter, OptionalLong.empty(), Edge.PERHAPS);
    }

    private List<Way> children(ProcessFacts parent, OptionalLong one, Edge kind) {
        List<ProcessFacts> children =
                one.isPresent() ? find(one.getAsLong()).toList() : byParent.getOrDefault(parent.pid(), List.of());
        return children.stream()
                .filter(Edges::lives)
                .limit(MOST_WAYS)
                .map(child -> new Way(kind, child, OptionalLong.empty()))
                .toList();
    }

    /** A process whose first thread has ended lives on in its others. */
    static boolean lives(ProcessFacts process) {
        return !process.state().isDead()
                || process.threads().stream().anyMatch(thread -> !thread.state().isDead());
    }

    private List<Way> members(List<Party> parties, Edge kind) {
        return parties.stream()
                .filter(Party::isMember)
                .flatMap(party -> find(party.pid()))
                .filter(Edges::lives)
                .limit(MOST_WAYS)
                .map(process -> new Way(kind, process, OptionalLong.empty()))
                .toList();
    }
}
