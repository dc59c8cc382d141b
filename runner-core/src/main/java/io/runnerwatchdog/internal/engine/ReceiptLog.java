package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.stop.StopWords;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.run.RunId;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import org.slf4j.Logger;

/** Writes to the log how a tree was stopped. */
final class ReceiptLog {
    private ReceiptLog() {}

    /** Each process at DEBUG, whoever survived at WARN. */
    static void write(RunId run, StopReceipt receipt) {
        for (StoppedProcess process : receipt.processes()) {
            log().debug(
                            "run {}: {} ({}, {}) got {}, {}",
                            run,
                            process.label(),
                            process.membership(),
                            process.command(),
                            StopWords.signals(process.signals()),
                            process.diedAfter()
                                    .map(after -> "died after " + after)
                                    .orElse("lives"));
        }
        for (StoppedProcess survivor : receipt.survivors()) {
            log().warn("run {}: {}", run, StopWords.survivor(survivor));
        }
    }

    private static Logger log() {
        return Logs.of(ReceiptLog.class);
    }
}
