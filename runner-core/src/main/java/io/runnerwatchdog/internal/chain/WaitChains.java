package io.runnerwatchdog.internal.chain;

import io.runnerwatchdog.internal.chain.Edges.Way;
import io.runnerwatchdog.observe.Motion;
import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.ThreadFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.observe.WaitChain.Cycle;
import io.runnerwatchdog.observe.WaitChain.Edge;
import io.runnerwatchdog.observe.WaitChain.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows who waits for whom, from the first process down to the one whose wait nothing in the tree can end. Where several
 * could be the one, the one whose own wait tells most is taken; a circle only where no other way is left.
 */
public final class WaitChains {
    private static final int DEEPEST = 16;
    private static final int MOST_STEPS = 2_000;

    /** A circle explains all, if it is one. */
    private static final double CIRCLE = 0.9;

    /** A way that ends in something which tells more than this is preferred to a circle. */
    private static final double ANYTHING = 0.2;

    private static final double BEGAN_BEFORE = 0.7;
    private static final double ONLY_PERHAPS = 0.05;

    private final Threads threads;
    private final Edges edges;
    private int steps;

    private WaitChains(Optional<TreeSnapshot> earlier, TreeSnapshot now) {
        this.threads = new Threads(earlier, now);
        this.edges = new Edges(now);
    }

    /**
     * The chain of a tree; empty where nothing was seen.
     *
     * @param earlier the same tree a moment before, for what has moved
     */
    public static WaitChain of(Optional<TreeSnapshot> earlier, TreeSnapshot now) {
        WaitChains chains = new WaitChains(earlier, now);
        // A first process that has ended and was not collected waits for nothing: then the next one is the top.
        return now.processes().stream()
                .filter(Edges::lives)
                .flatMap(top -> chains.enter(top, Edge.FIRST, List.of()).stream())
                .findFirst()
                .map(Path::chain)
                .orElse(WaitChain.EMPTY);
    }

    private Optional<Path> enter(ProcessFacts process, Edge via, List<Link> trail) {
        return threads.deciding(process).map(thread -> walk(process, thread, via, trail));
    }

    private Path walk(ProcessFacts process, ThreadFacts thread, Edge via, List<Link> trail) {
        int seen = indexOf(trail, process, thread);
        if (seen >= 0) {
            return new Path(trail, Optional.of(new Cycle(seen, via)), CIRCLE);
        }
        List<Link> here = new ArrayList<>(trail);
        here.add(new Link(
                process.identity(),
                process.name(),
                process.commandLine(),
                thread.tid(),
                thread.waitsFor(),
                via,
                thread.cpu().sinceRan()));
        double own = threads.telling(process, thread);
        Path end = Path.ends(here, own);
        if (here.size() >= DEEPEST || ++steps > MOST_STEPS || endsHere(process, thread, own)) {
            return end;
        }
        Wait wait = thread.waitsFor();
        List<Way> ways = edges.of(process, wait);
        if (ways.isEmpty()) {
            return own >= Telling.EXPLICIT ? end : better(end, perhaps(process, thread, here));
        }
        Optional<Path> best = best(ways, thread, here);
        return best.isEmpty() || staysWith(wait, best.get()) ? end : best.get();
    }

    /** What it does itself, or waits for outside of the tree, explains it: no need to follow anything. */
    private boolean endsHere(ProcessFacts process, ThreadFacts thread, double own) {
        if (threads.motion(process, thread).filter(Motion::isAboutCpu).isPresent()) {
            return true;
        }
        return thread.waitsFor() instanceof Wait.OnEvents events
                && own >= Telling.EXPLICIT
                && events.candidates().stream().anyMatch(candidate -> isOutside(process, candidate));
    }

    /** A candidate of a poll that leads nowhere in the tree and yet explains the wait. */
    private boolean isOutside(ProcessFacts process, Wait candidate) {
        return edges.of(process, candidate).isEmpty()
                && Telling.of(candidate, Optional.empty()) >= Telling.EXPLICIT
                && !(candidate instanceof Wait.OnChild);
    }

    /** A peer in the tree that is idle itself does not explain why it does not answer: then the connection is the end. */
    private static boolean staysWith(Wait wait, Path best) {
        return wait instanceof Wait.OnSocket on
                && !on.socket().protocol().equals("unix")
                && (best.isCycle() || best.telling() < Telling.EXPLICIT && !endsAsleep(best));
    }

    private static boolean endsAsleep(Path path) {
        return path.links().get(path.links().size() - 1).waitsFor() instanceof Wait.OnTimer;
    }

    /** Nothing says what it waits for: another of its threads may tell, or a child. */
    private Optional<Path> perhaps(ProcessFacts process, ThreadFacts thread, List<Link> here) {
        Optional<Path> worker = threads.worker(process, thread)
                .filter(other -> indexOf(here, process, other) < 0)
                .map(other -> walk(process, other, Edge.PERHAPS, here))
                .filter(path -> !path.isCycle());
        Optional<Path> child = best(edges.perhaps(process), thread, here).filter(path -> !path.isCycle());
        return worker.isPresent() && child.isPresent()
                ? Optional.of(better(worker.get(), child))
                : worker.or(() -> child.map(path -> path.discounted(ONLY_PERHAPS)));
    }

    /** A child that tells no less is the more likely one to be waited for than nothing at all. */
    private static Path better(Path own, Optional<Path> other) {
        return other.filter(path -> path.telling() >= own.telling() - 2 * ONLY_PERHAPS)
                .orElse(own);
    }

    private Optional<Path> best(List<Way> ways, ThreadFacts waiter, List<Link> here) {
        List<Path> paths = new ArrayList<>();
        ways.stream()
                .sorted(Comparator.comparingLong((Way way) -> way.process().pid())
                        .reversed())
                .takeWhile(way -> steps <= MOST_STEPS)
                .forEach(way -> follow(way, waiter, here, ways.size() > 1).ifPresent(paths::add));
        Optional<Path> open = paths.stream().filter(path -> !path.isCycle()).max(byTelling());
        return open.filter(path -> path.telling() > ANYTHING || paths.stream().noneMatch(Path::isCycle))
                .or(() -> paths.stream().max(byTelling()));
    }

    private static Comparator<Path> byTelling() {
        return Comparator.comparingDouble(Path::telling);
    }

    private Optional<Path> follow(Way way, ThreadFacts waiter, List<Link> here, boolean oneOfSeveral) {
        Optional<ThreadFacts> thread =
                way.tid().isPresent() ? way.process().thread(way.tid().getAsLong()) : threads.deciding(way.process());
        // What was already waiting long before the waiter last ran, went on beside it: a server in the background.
        boolean beganBefore = oneOfSeveral
                && thread.filter(
                                other -> Threads.beganBefore(other, waiter.cpu().sinceRan()))
                        .isPresent()
                && edges.of(way.process(), thread.get().waitsFor()).isEmpty();
        return thread.map(other -> walk(way.process(), other, way.kind(), here))
                .map(path -> beganBefore ? path.discounted(BEGAN_BEFORE) : path);
    }

    private static int indexOf(List<Link> trail, ProcessFacts process, ThreadFacts thread) {
        for (int i = 0; i < trail.size(); i++) {
            if (trail.get(i).process().equals(process.identity())
                    && trail.get(i).tid() == thread.tid()) {
                return i;
            }
        }
        return -1;
    }
}
