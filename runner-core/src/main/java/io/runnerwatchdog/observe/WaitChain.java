package io.runnerwatchdog.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who waits for whom: from the step's first process down to the one whose wait nothing in the tree can end.
 *
 * @param links from the first process to the leaf; empty where nothing could be seen
 * @param cycle where the leaf waits for one of the links: they wait for each other in a circle, and none can go on
 */
public record WaitChain(List<Link> links, Optional<Cycle> cycle) {
    /** How a link is reached from the one before it. */
    public enum Edge {
        /** It is the first. */
        FIRST,
        /** The one before waits for its end. */
        CHILD,
        /** The one before reads what it writes, or writes what it reads. */
        PIPE,
        /** It holds the lock on a file, or in memory. */
        LOCK,
        /** It is a thread whose end the one before waits for. */
        JOIN,
        /** It is the peer of a connection within the tree. */
        SOCKET,
        /** It prints on a terminal that the one before made. */
        TERMINAL,
        /** Nothing says that the one before waits for it, but it waits for nothing else. */
        PERHAPS
    }

    /**
     * One thread of the chain and what it waits for.
     *
     * @param process which process
     * @param name its short name; hostile text
     * @param commandLine its arguments; hostile text, may hold secrets
     * @param tid the deciding thread
     * @param waitsFor what that thread waits for
     * @param via how it is reached from the link before
     * @param sinceRan for how long it has not run; empty where the kernel does not tell
     */
    public record Link(
            ProcessIdentity process,
            String name,
            List<String> commandLine,
            long tid,
            Wait waitsFor,
            Edge via,
            Optional<Duration> sinceRan) {
        public Link {
            Objects.requireNonNull(process, "process");
            Objects.requireNonNull(name, "name");
            commandLine = List.copyOf(commandLine);
            Objects.requireNonNull(waitsFor, "waitsFor");
            Objects.requireNonNull(via, "via");
            Objects.requireNonNull(sinceRan, "sinceRan");
        }

        /** For people: {@code ssh[14]}; with the thread where it is not the first one. */
        public String label() {
            String label = name + "[" + process.pid() + "]";
            return tid == process.pid() ? label : label + " thread " + tid;
        }
    }

    /**
     * A circle of waits.
     *
     * @param from the index of the link that the last one waits for
     * @param kind how it waits for it
     */
    public record Cycle(int from, Edge kind) {
        public Cycle {
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** The chain of a tree of which nothing is known. */
    public static final WaitChain EMPTY = new WaitChain(List.of());

    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    public WaitChain {
        links = List.copyOf(links);
        Objects.requireNonNull(cycle, "cycle");
    }

    /** A chain that ends. */
    public WaitChain(List<Link> links) {
        this(links, Optional.empty());
    }

    /** The end of the chain: the process to blame. */
    public Optional<Link> leaf() {
        return links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1));
    }

    /** One line for each link, for example {@code sh[12] waits for git[13]}. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            lines.add(links.get(i).label() + " " + (i < links.size() - 1 ? towards(i, i + 1) : ending(i)));
        }
        return List.copyOf(lines);
    }

    /**
     * The lines of {@link #describe} as a tree, each behind the branch that leads to it.
     *
     * @param shown makes a line fit for where it is shown: names of processes and of files are hostile text
     */
    public List<String> drawn(UnaryOperator<String> shown) {
        List<String> lines = new ArrayList<>();
        for (String line : describe()) {
            String branch = lines.isEmpty() ? "" : "   ".repeat(lines.size() - 1) + "└─ ";
            lines.add(branch + shown.apply(line));
        }
        return List.copyOf(lines);
    }

    private String ending(int last) {
        Link leaf = links.get(last);
        if (cycle.isPresent()) {
            return towards(last, cycle.get().from()) + ": a circle, none of them can go on";
        }
        return leaf.sinceRan()
                .filter(idle -> idle.compareTo(WORTH_TELLING) >= 0)
                .map(idle -> Phrases.lasting(leaf.waitsFor(), idle))
                .orElseGet(leaf.waitsFor()::describe);
    }

    private String towards(int from, int to) {
        Link next = links.get(to);
        Edge edge = from == links.size() - 1 ? cycle.orElseThrow().kind() : next.via();
        return switch (edge) {
            case CHILD -> "waits for " + next.label();
            case LOCK -> "waits for a lock held by " + next.label();
            case JOIN -> "waits for the end of " + next.label();
            case SOCKET -> links.get(from).waitsFor().describe() + ", its peer is " + next.label();
            case PERHAPS -> links.get(from).waitsFor().describe() + "; its child is " + next.label();
            default -> links.get(from).waitsFor().describe();
        };
    }
}
