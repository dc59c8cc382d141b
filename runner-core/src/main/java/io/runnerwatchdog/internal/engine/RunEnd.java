package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.event.RunInfo;
import io.runnerwatchdog.internal.diagnose.Summary;
import io.runnerwatchdog.internal.output.RunOutput;
import io.runnerwatchdog.internal.supervise.Supervision;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LeakedPipe;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StopReason;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.Termination;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the result of a run that has ended, and tells it. */
record RunEnd(Workshop shop, RunInfo info, Command command, RunOutput output, Supervision supervision) {
    private static final Logger LOG = LoggerFactory.getLogger(RunEnd.class);

    /** It ended by itself. */
    RunResult exited(int code, Tree tree) {
        Termination termination = new Termination.Exited(code);
        RunResult result =
                result(termination, Diagnosis.of(Summary.ofEnd(command, termination)), StopReceipt.NONE, leaks(tree));
        shop.announcer().tell(new RunEvent.Exited(info, shop.wallClock().instant(), code, result.duration()));
        return result;
    }

    /** We stopped it. */
    RunResult stopped(
            StopReason reason, OptionalInt code, StopReceipt receipt, Optional<Diagnosis> diagnosis, Tree tree) {
        Termination termination = new Termination.Stopped(reason, code);
        RunResult result = result(
                termination,
                diagnosis.orElseGet(() -> Diagnosis.of(Summary.ofEnd(command, termination))),
                receipt,
                leaks(tree));
        shop.announcer()
                .tell(new RunEvent.Stopped(
                        info,
                        shop.wallClock().instant(),
                        reason,
                        code,
                        receipt,
                        result.duration(),
                        result.stdout(),
                        result.stderr()));
        return result;
    }

    private RunResult result(
            Termination termination, Diagnosis diagnosis, StopReceipt receipt, List<LeakedPipe> leaks) {
        return new RunResult(
                info.runId(),
                command,
                info.pid(),
                termination,
                Duration.ofNanos(Math.max(0, shop.clock().now() - supervision.start())),
                output.stdout(),
                output.stderr(),
                diagnosis,
                receipt,
                leaks,
                output.lost());
    }

    private List<LeakedPipe> leaks(Tree tree) {
        List<LeakedPipe> leaks = output.stillOpen().entrySet().stream()
                .map(open -> new LeakedPipe(open.getKey(), tree.family().holders(open.getValue())))
                .toList();
        if (!leaks.isEmpty()) {
            LOG.warn("run {}: other processes still hold its output: {}", info.runId(), leaks);
        }
        return leaks;
    }
}
