package io.runnerwatchdog.report.fleet;

import java.util.List;

/**
 * All files of one host, in the order in which they are to be read: of their paths, by code points. One thread or task reads
 * them, one after the other, into one {@link HostTally}; so the first copy of an event is the same for each engine. Groups can
 * be read side by side.
 *
 * @param host empty for the files of which the path does not say it; then the lines do
 */
public record EvidenceGroup(String host, List<EvidenceFile> files) {
    public EvidenceGroup {
        files = List.copyOf(files);
    }
}
