package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.run.RunResult;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/** Where runs wait until it is their turn, and give it back when they end. Thread-safe. */
final class Doorway {
    private final Turns turns;
    private final Starter starter;
    private final Workshop shop;
    private final Registry registry;
    private final Set<Run> withoutTurn = ConcurrentHashMap.newKeySet();

    Doorway(Turns turns, Starter starter, Workshop shop, Registry registry) {
        this.turns = turns;
        this.starter = starter;
        this.shop = shop;
        this.registry = registry;
    }

    /** Starts it now, or hands back a run that waits. */
    Run start(Order order) {
        if (turns.tryNow()) {
            return started(order);
        }
        long asked = shop.clock().now();
        QueuedRun queued = new QueuedRun(order, new PendingResult(shop.foreign()));
        queued.waitsBy(turns.ask(verdict -> {
            if (verdict == Turns.Verdict.GRANTED) {
                // Whoever gives the turn is at the end of another run, and should not be held up by this one's start.
                elsewhere(() -> queued.became(started(since(asked, order))), () -> withdraw(queued, order));
            } else {
                withdraw(queued, since(asked, order));
            }
        }));
        return queued;
    }

    private void withdraw(QueuedRun queued, Order order) {
        queued.ended(starter.withdraw(order).ended());
    }

    private Run started(Order order) {
        Starter.Begun begun = begun(order);
        if (begun.active().isEmpty()) {
            return begun.ended().orElseThrow();
        }
        begun.active().get().supervise();
        return begun.active().get();
    }

    /** Waits for its turn on the calling thread, starts it, and waits for its end. */
    RunResult run(Order order) throws InterruptedException {
        if (turns.tryNow()) {
            return waitedFor(begun(order));
        }
        long asked = shop.clock().now();
        CompletableFuture<Turns.Verdict> decided = new CompletableFuture<>();
        Turns.Ticket ticket = turns.ask(decided::complete);
        if (await(decided, ticket, order) == Turns.Verdict.WITHDRAWN) {
            return starter.withdraw(since(asked, order)).ended();
        }
        return waitedFor(begun(since(asked, order)));
    }

    private Order since(long asked, Order order) {
        return order.after(Duration.ofNanos(Math.max(0, shop.clock().now() - asked)));
    }

    private static RunResult waitedFor(Starter.Begun begun) throws InterruptedException {
        return begun.active().isPresent()
                ? begun.active().get().superviseHere()
                : begun.ended().orElseThrow().ended();
    }

    private Turns.Verdict await(CompletableFuture<Turns.Verdict> decided, Turns.Ticket ticket, Order order)
            throws InterruptedException {
        try {
            return decided.get();
        } catch (InterruptedException asked) {
            ticket.withdraw();
            if (decided.join() == Turns.Verdict.GRANTED) {
                // It came at the same moment; nobody will use it.
                turns.release();
            }
            starter.withdraw(order);
            Thread.currentThread().interrupt();
            throw asked;
        } catch (ExecutionException never) {
            throw new IllegalStateException("a turn is granted or withdrawn", never);
        }
    }

    /** A start that came to nothing gives its turn back at once. */
    private Starter.Begun begun(Order order) {
        boolean lives = false;
        try {
            Starter.Begun begun = registry.begin(order);
            lives = begun.active().isPresent();
            return begun;
        } finally {
            if (!lives) {
                turns.release();
            }
        }
    }

    private void elsewhere(Runnable start, Runnable otherwise) {
        try {
            shop.workers().execute(start);
        } catch (RejectedExecutionException closed) {
            otherwise.run();
        }
    }

    /** This run was going on before we knew of it, so it did not wait for a turn. */
    void keepsNoTurn(Run run) {
        withoutTurn.add(run);
    }

    /** It has ended: the next one's turn. */
    void ended(Run run) {
        if (!withoutTurn.remove(run)) {
            turns.release();
        }
    }

    /** Those that wait will not have their turn. */
    void close() {
        turns.close();
    }
}
