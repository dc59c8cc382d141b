package io.runnerwatchdog.report.fleet;

import java.time.Instant;
import java.util.List;

/**
 * Since when and until when a wait chain was seen, on all hosts, within the period and the one before, which is read as well.
 * Texts are hostile.
 *
 * @param rootCause of its newest stall
 * @param links the chain, as {@link io.runnerwatchdog.report.Report.SeenChain} has it
 * @param count how many stalls of the period had it; 0 if it was only seen before
 * @param hosts on how many hosts; a lower bound where there were very many
 * @param isNew whether there is evidence of the whole time before the period, and it was not seen there
 */
public record SeenFingerprint(
        String rootCause,
        List<String> links,
        long count,
        int hosts,
        Instant first,
        String firstHost,
        Instant last,
        String lastHost,
        boolean isNew) {
    public SeenFingerprint {
        links = List.copyOf(links);
    }
}
