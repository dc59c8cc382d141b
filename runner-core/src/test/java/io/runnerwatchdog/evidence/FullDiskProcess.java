package io.runnerwatchdog.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that appends lines to the directory it is given until no more fit, then moves the full file out of the way
 * and goes on. Prints how many lines waited before and after that.
 */
final class FullDiskProcess {
    private static final int TOO_MANY = 1000;

    private FullDiskProcess() {}

    public static void main(String[] arguments) throws IOException {
        EvidenceLog log = EvidenceLog.in(Path.of(arguments[0]));
        int number = 0;
        while (log.pendingLines() < 2 && number < TOO_MANY) {
            append(log, number++);
        }
        int waited = log.pendingLines();
        Files.move(log.file(), log.file().resolveSibling("full"));
        append(log, number);
        System.out.print(waited + " " + log.pendingLines() + " " + log.lostLines());
        log.close();
    }

    private static void append(EvidenceLog log, int number) {
        int waiting = log.pendingLines();
        try {
            log.onEvent(Events.exited(Events.run("step " + number), 0));
        } catch (EvidenceWriteException e) {
            if (log.pendingLines() != waiting + 1) {
                throw e;
            }
        }
    }
}
