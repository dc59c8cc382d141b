package io.runnerwatchdog.internal.skip;

import io.runnerwatchdog.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what {@link StateText} wrote. Takes any text and never throws: one line that is not ours, and none is believed. */
final class StateParser {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
    private static final int MOST_STALLS = 1000;

    /** Longer words hold no time: the platform's parser need not see them. */
    private static final int LONGEST_TIME = 32;

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");

    private StateParser() {}

    /** The board, or nothing where this is no text of ours. A text of no bytes is an empty board. */
    static Optional<Board> parse(byte[] text) {
        if (text.length == 0) {
            return Optional.of(Board.EMPTY);
        }
        if (text.length > StateText.MOST_BYTES || text[text.length - 1] != '\n') {
            return Optional.empty();
        }
        String[] lines = new String(text, 0, text.length - 1, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (!lines[0].equals(StateText.FIRST_LINE) || lines.length > 1 + Board.MOST_KINDS) {
            return Optional.empty();
        }
        Map<StepKind, Breaker> kinds = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            try {
                String[] words = lines[i].split(" ", -1);
                if (words.length < 4 || kinds.put(new StepKind(words[0], words[1]), breaker(words)) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException | DateTimeException notOurs) {
                return Optional.empty();
            }
        }
        return Optional.of(new Board(kinds));
    }

    private static Breaker breaker(String[] words) {
        String state = words[2];
        if (state.equals(StateText.CLOSED)) {
            requireWords(words, 4);
            return new Breaker.Closed(times(words[3]));
        }
        int length = state.equals(StateText.CANARY) ? 8 : 6;
        requireWords(words, length);
        Breaker.Series series = new Breaker.Series(time(words[4]), number(words[3]));
        Instant since = time(words[5]);
        return switch (state) {
            case StateText.OPEN -> new Breaker.Open(series, since);
            case StateText.HALF_OPEN -> new Breaker.HalfOpen(series, since, Optional.empty());
            case StateText.CANARY ->
                new Breaker.HalfOpen(
                        series, since, Optional.of(new Breaker.Claim(new RunId(words[6]), time(words[7]))));
            default -> throw new IllegalArgumentException("no state: " + state);
        };
    }

    private static void requireWords(String[] words, int length) {
        if (words.length != length) {
            throw new IllegalArgumentException("a line of " + words.length + " words");
        }
    }

    private static List<Instant> times(String text) {
        String[] words = text.split(",", MOST_STALLS + 1);
        if (words.length > MOST_STALLS) {
            throw new IllegalArgumentException("too many stalls");
        }
        List<Instant> times = new ArrayList<>(words.length);
        for (String word : words) {
            times.add(time(word));
        }
        return times;
    }

    private static Instant time(String word) {
        if (word.length() > LONGEST_TIME) {
            throw new IllegalArgumentException("no time");
        }
        Instant time = Instant.parse(word);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("no time of ours: " + time);
        }
        return time;
    }

    private static int number(String word) {
        if (!NUMBER.matcher(word).matches()) {
            throw new IllegalArgumentException("no number");
        }
        return Integer.parseInt(word);
    }
}
