package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Report;
import java.util.List;

/**
 * What happened on many hosts in a period. Immutable. All texts in it come from evidence and are hostile.
 *
 * @param report the same report as of one host, over all of them
 * @param hosts each host, those with the most stalls first, equals by their rate and then by name
 * @param hostsLeftOut whether there were more hosts than are told apart
 * @param comparison the hosts against each other, and who is far off
 * @param spreads the wait chains that move from host to host, the one on the most hosts first
 * @param fingerprints first and last seen of the wait chains, those of the most stalls first, at most 100
 */
public record FleetReport(
        Report report,
        List<HostFigures> hosts,
        boolean hostsLeftOut,
        Comparison comparison,
        List<Spread> spreads,
        List<SeenFingerprint> fingerprints) {
    public FleetReport {
        hosts = List.copyOf(hosts);
        spreads = List.copyOf(spreads);
        fingerprints = List.copyOf(fingerprints);
    }

    /** Hosts that stall far more than the others. */
    public List<Outlier> outliers() {
        return comparison.outliers();
    }
}
