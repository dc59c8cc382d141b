package io.runnerwatchdog.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Takes lines, keeps the records among them until they are asked for, and counts what is none. */
final class RecordCollector {
    private final Deque<EvidenceRecord> records = new ArrayDeque<>();
    private long torn;

    void line(byte[] line) {
        // Empty lines are harmless: a writer leaves one where it was not sure that the last line had ended.
        if (isBlank(line)) {
            return;
        }
        Optional<EvidenceRecord> record = EvidenceRecord.parse(line);
        record.ifPresentOrElse(records::addLast, () -> torn++);
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && (each < '\t' || each > '\r')) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return records.size();
    }

    Optional<EvidenceRecord> next() {
        return Optional.ofNullable(records.pollFirst());
    }

    long torn() {
        return torn;
    }
}
