package io.runnerwatchdog.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who waits for whom: from the step's first process down to the one whose wait nothing in the tree can end.
 *
 * @param links from the first process to the leaf; empty where nothing could be seen
 */
public record WaitChain(List<Link> links) {
    /**
     * One process of the chain and what its deciding thread waits for.
     *
     * @param process which process
     * @param name its short name; hostile text
     * @param tid the deciding thread
     * @param waitsFor what that thread waits for
     */
    public record Link(ProcessIdentity process, String name, long tid, Wait waitsFor) {
        public Link {
            Objects.requireNonNull(process, "process");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(waitsFor, "waitsFor");
        }

        /** For people: {@code ssh[14]}. */
        public String label() {
            return name + "[" + process.pid() + "]";
        }
    }

    /** The chain of a tree of which nothing is known. */
    public static final WaitChain EMPTY = new WaitChain(List.of());

    public WaitChain {
        links = List.copyOf(links);
    }

    /** The end of the chain: the process to blame. */
    public Optional<Link> leaf() {
        return links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1));
    }

    /** One line for each link, for example {@code sh[12] waits for git[13]}. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            boolean last = i == links.size() - 1;
            lines.add(link.label() + " "
                    + (last || !(link.waitsFor() instanceof Wait.OnChild)
                            ? link.waitsFor().describe()
                            : "waits for " + links.get(i + 1).label()));
        }
        return List.copyOf(lines);
    }
}
