package io.runnerwatchdog.report;

import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceScan;
import java.io.IOException;
import java.nio.file.Path;

/** Adds up the evidence of a directory. */
public final class EvidencePass {
    private EvidencePass() {}

    /** The figures of this period, from all that the directory holds now. */
    public static Tally over(Path directory, Period period) throws IOException {
        Tally tally = new Tally(period);
        try (EvidenceScan scan = EvidenceReader.ofAll(directory).scan()) {
            while (scan.hasNext()) {
                tally.add(scan.next());
            }
            tally.addUnreadable(scan.tornLines());
        }
        return tally;
    }
}
