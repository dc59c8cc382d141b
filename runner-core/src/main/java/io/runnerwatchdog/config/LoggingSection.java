package io.runnerwatchdog.config;

import static io.runnerwatchdog.config.SectionReader.at;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The section {@code logging}. */
final class LoggingSection {
    private static final List<String> KEYS = List.of(
            "evidence_dir", "fsync_stalls", "max_file_mb", "max_total_mb", "keep_days", "compress", "redact_patterns");
    private static final long LARGEST_FILE_MB = 10_240;
    private static final long LARGEST_TOTAL_MB = 1_048_576;
    private static final long MOST_DAYS = 3650;
    private static final int MEBIBYTE_SHIFT = 20;

    private record Sizes(long file, long total) {}

    private final SectionReader section;

    LoggingSection(SectionReader section) {
        this.section = section;
    }

    LoggingSettings read(JsonValue value) {
        Map<String, JsonValue> members = section.members(value, KEYS);
        LoggingSettings usual = LoggingSettings.DEFAULTS;
        Sizes sizes = sizes(members);
        OptionalLong days = section.positive(at(members, "keep_days"), MOST_DAYS);
        return new LoggingSettings(
                evidenceDirectory(members),
                section.truth(at(members, "fsync_stalls")).orElse(usual.forceStalls()),
                sizes.file(),
                sizes.total(),
                days.isPresent() ? Duration.ofDays(days.getAsLong()) : usual.kept(),
                section.truth(at(members, "compress")).orElse(usual.compressed()),
                new SecretPatterns(section).read(at(members, "redact_patterns")));
    }

    /** Where one is set alone, the default of the other gives way; only what is written down can contradict itself. */
    private Sizes sizes(Map<String, JsonValue> members) {
        LoggingSettings usual = LoggingSettings.DEFAULTS;
        OptionalLong file = section.positive(at(members, "max_file_mb"), LARGEST_FILE_MB);
        OptionalLong total = section.positive(at(members, "max_total_mb"), LARGEST_TOTAL_MB);
        if (file.isPresent() && total.isPresent()) {
            if (total.getAsLong() < file.getAsLong()) {
                section.problem(members.get("max_total_mb"), "at least max_file_mb, which is " + file.getAsLong());
            }
            return new Sizes(bytes(file), bytes(total));
        }
        if (file.isPresent()) {
            return new Sizes(bytes(file), Math.max(bytes(file), usual.largestTotal()));
        }
        return total.isPresent()
                ? new Sizes(Math.min(bytes(total), usual.largestFile()), bytes(total))
                : new Sizes(usual.largestFile(), usual.largestTotal());
    }

    private static long bytes(OptionalLong mebibytes) {
        return mebibytes.getAsLong() << MEBIBYTE_SHIFT;
    }

    private Optional<Path> evidenceDirectory(Map<String, JsonValue> members) {
        Optional<String> text = section.text(at(members, "evidence_dir"));
        try {
            return text.map(Path::of);
        } catch (InvalidPathException unusable) {
            section.problem(members.get("evidence_dir"), "a path");
            return Optional.empty();
        }
    }
}
