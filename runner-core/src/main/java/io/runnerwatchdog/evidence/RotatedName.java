package io.runnerwatchdog.evidence;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a rotated file.
 *
 * @param day the day of its first line
 * @param number which one of that day, from 0
 * @param compressed whether it ends in {@code .gz}
 */
record RotatedName(LocalDate day, int number, boolean compressed) implements Comparable<RotatedName> {
    /** Older than any that a file can have. */
    static final RotatedName BEFORE_ALL = new RotatedName(LocalDate.MIN, 0, false);

    private static final Pattern FORM =
            Pattern.compile(Pattern.quote(EvidenceLog.FILE_NAME) + "\\.([0-9]{8})(?:\\.([1-9][0-9]{0,6}))?(\\.gz)?");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE.withLocale(Locale.ROOT);
    private static final Comparator<RotatedName> OLDEST_FIRST = Comparator.comparing(RotatedName::day)
            .thenComparingInt(RotatedName::number)
            .thenComparing(RotatedName::compressed);

    /** What a file name says; empty where it is none of ours. */
    static Optional<RotatedName> parse(String fileName) {
        Matcher match = FORM.matcher(fileName);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            int number = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
            return Optional.of(new RotatedName(LocalDate.parse(match.group(1), DAY), number, match.group(3) != null));
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }

    RotatedName withCompression(boolean value) {
        return new RotatedName(day, number, value);
    }

    /** The one after it on its day. */
    RotatedName next() {
        return new RotatedName(day, number + 1, false);
    }

    @Override
    public int compareTo(RotatedName other) {
        return OLDEST_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return EvidenceLog.FILE_NAME + "." + DAY.format(day) + (number == 0 ? "" : "." + number)
                + (compressed ? ".gz" : "");
    }
}
