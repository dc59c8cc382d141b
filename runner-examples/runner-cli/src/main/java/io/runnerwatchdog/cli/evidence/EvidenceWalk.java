package io.runnerwatchdog.cli.evidence;

import io.runnerwatchdog.cli.terminal.Progress;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.evidence.EvidenceScan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One way through all evidence of a directory, which says on a terminal how far it is. */
public final class EvidenceWalk {
    private EvidenceWalk() {}

    /**
     * Hands on each record as it is read: a year of them does not fit into memory.
     *
     * @return how many torn lines were passed over
     */
    public static long each(Path directory, PrintWriter err, Consumer<EvidenceRecord> taker) throws IOException {
        try (EvidenceScan scan = EvidenceReader.ofAll(directory).scan();
                Progress progress = Progress.on(err, "events read")) {
            for (long read = 1; scan.hasNext(); read++) {
                EvidenceRecord event = scan.next();
                progress.at(read);
                taker.accept(event);
            }
            return scan.tornLines();
        }
    }
}
