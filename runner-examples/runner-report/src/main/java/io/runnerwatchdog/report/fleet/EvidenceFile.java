package io.runnerwatchdog.report.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of evidence, by what its path says. Pure text: of this machine, or of any file system that parts its paths by slashes.
 *
 * <p>Evidence is what is called {@code *.jsonl} or {@code *.jsonl.*}, as {@code stall-events.jsonl.20261123.1.gz}. Names that
 * begin with a dot or an underscore are none: file systems and those who copy files keep their own things under such names.
 *
 * @param path all of it
 * @param host the value of its last folder {@code host=…}, as it stands; empty where it has none
 * @param date the value of its last folder {@code date=…}, if that is a day
 */
public record EvidenceFile(String path, String host, Optional<LocalDate> date) {
    private static final Pattern NAME = Pattern.compile("[^._].*\\.jsonl(?:\\..+)?", Pattern.DOTALL);
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String HOST = "host=";
    private static final String DATE = "date=";
    private static final String COMPRESSED = ".gz";
    /** By how much clocks and days of hosts may differ from those of the period. */
    private static final Duration MARGIN = Duration.ofDays(1);

    public EvidenceFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(date, "date");
    }

    /** What a path says; empty where it is not one of evidence. */
    public static Optional<EvidenceFile> of(String path) {
        String[] parts = path.split("/", -1);
        int name = parts.length - 1;
        if (!NAME.matcher(parts[name]).matches()) {
            return Optional.empty();
        }
        String host = "";
        Optional<LocalDate> date = Optional.empty();
        for (int i = 0; i < name; i++) {
            if (parts[i].startsWith(HOST)) {
                host = parts[i].substring(HOST.length());
            } else if (parts[i].startsWith(DATE)) {
                date = day(parts[i].substring(DATE.length()));
            }
        }
        return Optional.of(new EvidenceFile(path, host, date));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Whether it holds compressed lines. */
    public boolean isCompressed() {
        return path.endsWith(COMPRESSED);
    }

    /**
     * Whether it may hold lines of a period: its folder's day, taken with a day before and behind, has a moment of it. A file
     * without such a folder may hold any.
     */
    public boolean mayHold(Instant from, Instant to) {
        return date.isEmpty()
                || firstMoment(date.get().plusDays(1)).plus(MARGIN).isAfter(from)
                        && firstMoment(date.get()).minus(MARGIN).isBefore(to);
    }

    /** The first moment of its folder's day, as far as a path can say. */
    Optional<Instant> firstMoment() {
        return date.map(EvidenceFile::firstMoment);
    }

    private static Instant firstMoment(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
