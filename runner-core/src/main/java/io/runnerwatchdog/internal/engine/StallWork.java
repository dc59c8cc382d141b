package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.internal.chain.WaitChains;
import io.runnerwatchdog.internal.diagnose.Progress;
import io.runnerwatchdog.internal.diagnose.RuntimeViews;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** What is done when a run nears or reaches a limit: look at its tree, find out why, tell it. */
final class StallWork {
    /** How long the first signal waits for listeners to take the news of the stall. */
    private static final Duration LISTENERS_HAVE = Duration.ofMillis(500);

    /** How long a language runtime may take to answer, in the time before the limit; less than a close waits for threads. */
    private static final Duration RUNTIMES_HAVE = Duration.ofMillis(800);

    /** A tree that was looked at before its limit, and the last sign of life at that time. */
    private record Ahead(TreeSnapshot snapshot, long lastSign, Vigil vigil) {}

    private final RunParts parts;
    private final Workshop shop;
    private final RunInfo info;
    private volatile Optional<Ahead> ahead = Optional.empty();
    private volatile RuntimeViews runtimes = RuntimeViews.NONE;
    private volatile Optional<TreeSnapshot> noted = Optional.empty();
    private volatile Optional<Hearing> hearing = Optional.empty();
    private volatile Optional<Diagnosis> diagnosis = Optional.empty();

    StallWork(RunParts parts) {
        this.parts = parts;
        this.shop = parts.shop();
        this.info = parts.info();
    }

    /** Notes what the tree has done so far, at the beginning of a silence. */
    void noteProgress() {
        TreeSnapshot now = parts.tree().totals();
        noted = Optional.of(now);
        hearing.ifPresent(Hearing::end);
        Hearing next = new Hearing(parts, now);
        hearing = Optional.of(next);
        next.begin();
    }

    /** Tells whether the tree did anything in this silence: mostly at once, always soon. */
    void checkProgress(Consumer<Boolean> hasProgressed) {
        TreeSnapshot now = parts.tree().totals();
        // On a machine too busy to note anything in time, nothing is known: that is no stall yet.
        boolean alive = noted.filter(before -> !Progress.between(before, now)).isEmpty();
        noted = Optional.of(now);
        Optional<Hearing> last = hearing;
        hearing = Optional.empty();
        if (alive) {
            last.ifPresent(Hearing::end);
            hasProgressed.accept(true);
        } else {
            last.filter(Hearing::isOfThisSilence)
                    .orElseGet(() -> new Hearing(parts, now))
                    .conclude(hasProgressed);
        }
    }

    /** Looks at the tree a moment before its limit, so that differences are there when they are needed. */
    void sampleAhead() {
        long sign = parts.supervision().lastSign();
        TreeSnapshot first = parts.tree().look(Optional.empty());
        ahead.ifPresent(before -> before.vigil().end());
        ahead = Optional.of(new Ahead(first, sign, Vigil.begin(parts, first)));
        shop.diagnostician().prepare();
        parts.judge(() -> runtimes = parts.tree().eyes().ask(first, RUNTIMES_HAVE));
    }

    /** It has ended or is being stopped: nothing is watched any more. */
    void end() {
        Optional<Ahead> last = ahead;
        if (last.isPresent()) {
            last.get().vigil().end();
        }
        Optional<Hearing> heard = hearing;
        if (heard.isPresent()) {
            heard.get().end();
        }
    }

    /** Finds out why it stalled and hands that to the listeners; nothing has been stopped yet. */
    void diagnoseAndTell(StallKind kind, long decidedAt) {
        Duration silentFor =
                Duration.ofNanos(Math.max(0, decidedAt - parts.supervision().lastSign()));
        long start = shop.clock().now();
        StallContext context = context(kind, silentFor);
        Diagnosis found = shop.diagnostician().diagnose(context, this::classifierFailed);
        diagnosis = Optional.of(found);
        Duration took = Duration.ofNanos(shop.clock().now() - start);
        Duration limit =
                kind == StallKind.IDLE ? parts.limits().idle() : parts.limits().hard();
        if (log().isDebugEnabled()) {
            log().debug("run {}: {}", info.runId(), Redactor.standard().redact(found.summary()));
        }
        shop.announcer()
                .tellAndWait(
                        new RunEvent.Stalled(
                                info,
                                shop.wallClock().instant(),
                                kind,
                                limit,
                                silentFor,
                                found,
                                took,
                                context.stdout(),
                                context.stderr()),
                        LISTENERS_HAVE);
    }

    private StallContext context(StallKind kind, Duration silentFor) {
        // Output since the first look means that it shows another situation.
        Optional<Ahead> before = ahead.filter(sample -> kind == StallKind.HARD
                || sample.lastSign() == parts.supervision().lastSign());
        Optional<TreeSnapshot> earlier = before.map(Ahead::snapshot);
        TreeSnapshot now = runtimes.on(parts.tree().look(earlier));
        Interlude interlude = before.map(sample -> sample.vigil().end()).orElse(Interlude.NONE);
        OutputTail stdout = parts.output().stdout();
        OutputTail stderr = parts.output().stderr();
        return new StallContext(
                parts.command(), kind, silentFor, earlier, now, interlude, WaitChains.of(earlier, now), stdout, stderr);
    }

    private void classifierFailed(String id, String problem) {
        // An exception may quote what it stumbled over.
        log().warn(
                        "run {}: classifier {} {}",
                        info.runId(),
                        id,
                        Redactor.standard().redact(problem));
        shop.announcer()
                .tell(new RunEvent.ForeignFailed(
                        info, shop.wallClock().instant(), RunEvent.ForeignFailed.Part.CLASSIFIER, id, problem));
    }

    /** What was found out, if it stalled. */
    Optional<Diagnosis> diagnosis() {
        return diagnosis;
    }

    private static Logger log() {
        return Logs.of(StallWork.class);
    }
}
