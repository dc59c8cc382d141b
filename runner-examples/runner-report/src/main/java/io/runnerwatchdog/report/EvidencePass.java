package io.runnerwatchdog.report;

import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Takes in the evidence of a directory. */
public final class EvidencePass {
    private EvidencePass() {}

    /** All that the directory holds now. */
    public static <A extends Accumulator<A>> A over(Path directory, Supplier<A> fresh) throws IOException {
        A whole = fresh.get();
        try (EvidenceScan scan = EvidenceReader.ofAll(directory).scan()) {
            while (scan.hasNext()) {
                whole.add(scan.next());
            }
            whole.addUnreadable(scan.tornLines());
        }
        return whole;
    }
}
