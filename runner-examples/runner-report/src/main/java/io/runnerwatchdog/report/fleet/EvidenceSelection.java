package io.runnerwatchdog.report.fleet;

import io.runnerwatchdog.report.Accumulator;
import io.runnerwatchdog.report.Names;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be read of many files, the same for each engine. Immutable.
 *
 * @param groups by host, each file once
 * @param leftOut the first day of files that were left out, as a moment; there is evidence of it, and it need not be read
 */
public record EvidenceSelection(List<EvidenceGroup> groups, Optional<Instant> leftOut) {
    private static final Comparator<EvidenceFile> BY_PATH = Comparator.comparing(EvidenceFile::path, Names.ORDER);

    public EvidenceSelection {
        groups = List.copyOf(groups);
    }

    /** What may matter to one that counts. */
    public static EvidenceSelection of(Collection<EvidenceFile> files, Accumulator<?> counts) {
        return of(files, counts.from(), counts.to());
    }

    /** What may hold lines of a period. */
    public static EvidenceSelection of(Collection<EvidenceFile> files, Instant from, Instant to) {
        Map<String, TreeSet<EvidenceFile>> byHost = new TreeMap<>(Names.ORDER);
        Optional<Instant> leftOut = Optional.empty();
        for (EvidenceFile file : files) {
            if (file.mayHold(from, to)) {
                byHost.computeIfAbsent(file.host(), host -> new TreeSet<>(BY_PATH))
                        .add(file);
            } else {
                Instant day = file.firstMoment().orElseThrow();
                leftOut = Optional.of(leftOut.filter(day::isAfter).orElse(day));
            }
        }
        return new EvidenceSelection(
                byHost.entrySet().stream()
                        .map(group -> new EvidenceGroup(group.getKey(), List.copyOf(group.getValue())))
                        .toList(),
                leftOut);
    }

    /** Tells one that counts of what is left out. To be called once for all groups. */
    public void tell(Accumulator<?> counts) {
        leftOut.ifPresent(counts::reachesBackTo);
    }
}
