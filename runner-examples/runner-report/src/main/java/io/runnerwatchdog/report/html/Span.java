package io.runnerwatchdog.report.html;

import io.runnerwatchdog.report.Breakdown;
import io.runnerwatchdog.report.Breakdown.Share;
import io.runnerwatchdog.report.Report.Hour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in one stretch of the time axis.
 *
 * @param start its first moment
 * @param byCause stalls by the causes that are told apart
 * @param others stalls of all other causes
 * @param ended steps that ended
 * @param notSucceeded those of them that did not succeed
 */
record Span(Instant start, Map<String, Long> byCause, long others, long ended, long notSucceeded) {
    /** How long a stretch is. */
    enum Unit {
        HOUR("hour"),
        DAY("day"),
        WEEK("week");

        /** More stretches than this do not fit beside each other on a phone. */
        private static final int MOST = 100;

        private static final int MOST_HOURS = 72;

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Unit fitting(long hours) {
            if (hours <= MOST_HOURS) {
                return HOUR;
            }
            return hours / 24 <= MOST ? DAY : WEEK;
        }
    }

    long stalls() {
        return others + byCause.values().stream().mapToLong(Long::longValue).sum();
    }

    long stallsOf(String cause) {
        return byCause.getOrDefault(cause, 0L);
    }

    /** The hours of a report, gathered into days or weeks of seven days where they are many. */
    static List<Span> gather(List<Hour> hours, Unit unit, Clock clock) {
        Map<Object, List<Hour>> groups = new LinkedHashMap<>();
        if (!hours.isEmpty()) {
            long first = day(hours.get(0), clock);
            for (Hour hour : hours) {
                long day = day(hour, clock);
                Object group = switch (unit) {
                    case HOUR -> hour.start();
                    case DAY -> day;
                    case WEEK -> (day - first) / 7;
                };
                groups.computeIfAbsent(group, key -> new ArrayList<>()).add(hour);
            }
        }
        return groups.values().stream().map(Span::sum).toList();
    }

    private static long day(Hour hour, Clock clock) {
        return clock.at(hour.start()).toLocalDate().toEpochDay();
    }

    private static Span sum(List<Hour> hours) {
        Map<String, Long> byCause = new LinkedHashMap<>();
        for (Hour hour : hours) {
            for (Share share : hour.stalls().shares()) {
                byCause.merge(share.name(), share.count(), Long::sum);
            }
        }
        return new Span(
                hours.get(0).start(),
                byCause,
                hours.stream().map(Hour::stalls).mapToLong(Breakdown::others).sum(),
                hours.stream().mapToLong(Hour::ended).sum(),
                hours.stream().mapToLong(Hour::notSucceeded).sum());
    }
}
