package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.internal.diagnose.Summary;
import io.runnerwatchdog.internal.output.RunOutput;
import io.runnerwatchdog.internal.process.Child.Exit;
import io.runnerwatchdog.internal.stop.StopWords;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.run.LeakedPipe;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Stream;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;

/**
 * Makes the result of a run that has ended, and tells it.
 *
 * @param shadowStall the limit at which it would have been stopped
 */
record RunEnd(RunParts parts, Optional<StallKind> shadowStall) {
    /** It ended by itself. */
    RunResult exited(Exit exit, Optional<Diagnosis> inShadow) {
        Termination termination =
                exit.code().isPresent() ? new Termination.Exited(exit.code().getAsInt()) : new Termination.Ended();
        RunResult result =
                result(termination, inShadow.isPresent() ? inShadow.get() : ofEnd(termination), StopReceipt.NONE);
        parts.shop()
                .announcer()
                .tell(
                        exit.code().isPresent()
                                ? new RunEvent.Exited(
                                        parts.info(),
                                        now(),
                                        exit.code().getAsInt(),
                                        result.duration(),
                                        longestSilence(result.duration()))
                                : new RunEvent.Ended(parts.info(), now(), result.duration()));
        return result;
    }

    /** We stopped it. */
    RunResult stopped(StopReason reason, OptionalInt code, StopReceipt receipt, Optional<Diagnosis> diagnosis) {
        Termination termination = new Termination.Stopped(reason, code);
        RunResult result = result(termination, diagnosis.isPresent() ? diagnosis.get() : ofEnd(termination), receipt);
        parts.shop()
                .announcer()
                .tell(new RunEvent.Stopped(
                        parts.info(),
                        now(),
                        reason,
                        code,
                        receipt,
                        result.duration(),
                        result.stdout(),
                        result.stderr()));
        return result;
    }

    private Diagnosis ofEnd(Termination termination) {
        return Diagnosis.of(Summary.ofEnd(parts.command(), termination));
    }

    private Duration longestSilence(Duration all) {
        Duration silence = Duration.ofNanos(Math.max(0, parts.supervision().longestSilence(parts.now())));
        return silence.compareTo(all) > 0 ? all : silence;
    }

    private Instant now() {
        return parts.shop().wallClock().instant();
    }

    private RunResult result(Termination termination, Diagnosis diagnosis, StopReceipt receipt) {
        RunOutput output = parts.output();
        return new RunResult(
                parts.info().runId(),
                parts.command(),
                parts.info().pid(),
                termination,
                Duration.ofNanos(Math.max(0, parts.now() - parts.supervision().start())),
                parts.queuedFor(),
                output.stdout(),
                output.stderr(),
                diagnosis,
                receipt,
                parts.hold().level(),
                leaks(),
                output.lost(),
                parts.info().attempt(),
                List.of(),
                shadowStall);
    }

    private List<LeakedPipe> leaks() {
        Map<Stream, String> open = parts.output().stillOpen();
        if (open.isEmpty()) {
            return List.of();
        }
        List<LeakedPipe> leaks = new ArrayList<>();
        for (Map.Entry<Stream, String> pipe : open.entrySet()) {
            leaks.add(new LeakedPipe(pipe.getKey(), parts.tree().family().holders(pipe.getValue())));
        }
        log().warn(
                        "run {}: other processes still hold its output: {}",
                        parts.info().runId(),
                        StopWords.leaks(leaks));
        return leaks;
    }

    private static Logger log() {
        return Logs.of(RunEnd.class);
    }
}
