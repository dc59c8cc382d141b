package io.runnerwatchdog.internal.skip;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A board as the text of its file: a first line that names the form, then a line for each kind of steps.
 *
 * <pre>
 * runner-watchdog auto-skip 1
 * build ci closed 2026-03-01T10:00:00Z,2026-03-01T10:20:00Z
 * deploy ci half-open 3 2026-03-01T09:00:00Z 2026-03-01T09:30:00Z
 * lint ci canary 3 2026-03-01T09:00:00Z 2026-03-01T09:30:00Z 0123456789abcdef0123456789abcdef 2026-03-01T09:31:00Z
 * test ci open 3 2026-03-01T09:00:00Z 2026-03-01T09:20:00Z
 * </pre>
 *
 * The number and the first time are those of the series of stalls; then follows since when, whose claim, until when.
 */
final class StateText {
    static final String FIRST_LINE = "runner-watchdog auto-skip 1";
    static final String CLOSED = "closed";
    static final String OPEN = "open";
    static final String HALF_OPEN = "half-open";
    static final String CANARY = "canary";

    /** No file is longer. A line takes some hundred bytes, or some ten thousand if settings ask for many stalls. */
    static final int MOST_BYTES = 1024 * 1024;

    private StateText() {}

    /** The text of this board, or of its latest kinds if it does not fit. */
    static byte[] of(Board board) {
        Board fitting = board;
        byte[] text = write(fitting);
        while (text.length > MOST_BYTES) {
            fitting = fitting.latest(fitting.kinds().size() * 3 / 4);
            text = write(fitting);
        }
        return text;
    }

    private static byte[] write(Board board) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        for (Map.Entry<StepKind, Breaker> each : board.kinds().entrySet()) {
            if (each.getValue().equals(Breaker.NOTHING)) {
                continue;
            }
            StepKind kind = each.getKey();
            List<String> words = words(each.getValue());
            text.append(kind.type()).append(' ').append(kind.environment()).append(' ');
            text.append(String.join(" ", words)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> words(Breaker breaker) {
        if (breaker instanceof Breaker.Closed closed) {
            return List.of(
                    CLOSED, closed.stalls().stream().map(Instant::toString).collect(Collectors.joining(",")));
        }
        if (breaker instanceof Breaker.Open open) {
            return List.of(OPEN, stalls(open.series()), first(open.series()), text(open.since()));
        }
        Breaker.HalfOpen half = (Breaker.HalfOpen) breaker;
        String stalls = stalls(half.series());
        String first = first(half.series());
        if (half.claim().isEmpty()) {
            return List.of(HALF_OPEN, stalls, first, text(half.since()));
        }
        Breaker.Claim claim = half.claim().get();
        return List.of(CANARY, stalls, first, text(half.since()), claim.canary().value(), text(claim.until()));
    }

    private static String stalls(Breaker.Series series) {
        return Integer.toString(series.stalls());
    }

    private static String first(Breaker.Series series) {
        return text(series.first());
    }

    private static String text(Instant time) {
        return time.toString();
    }
}
