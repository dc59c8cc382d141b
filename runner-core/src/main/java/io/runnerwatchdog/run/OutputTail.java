package io.runnerwatchdog.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The last of what a stream printed, decoded leniently. Hostile text: it is whatever the step wrote.
 *
 * @param text the last characters; the first of them may stand in the middle of a line
 * @param bytesSeen all bytes that came out of the stream, whether kept or not
 */
public record OutputTail(String text, long bytesSeen) {
    /** The tail of a stream that printed nothing, or that we do not read. */
    public static final OutputTail EMPTY = new OutputTail("", 0);

    public OutputTail {
        Objects.requireNonNull(text, "text");
    }

    /** The lines of the tail, the oldest first; the first may be cut, the last may be without its end. */
    public List<String> lines() {
        return text.lines().toList();
    }

    /** The newest line of the tail that holds {@code part}. */
    public Optional<String> lastLineContaining(String part) {
        Objects.requireNonNull(part, "part");
        List<String> lines = lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(part)) {
                return Optional.of(lines.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * At most the last {@code characters} of the text; never half a surrogate pair.
     *
     * @throws IllegalArgumentException if {@code characters} is negative
     */
    public String last(int characters) {
        if (characters < 0) {
            throw new IllegalArgumentException("characters must be >= 0, was " + characters);
        }
        if (text.length() <= characters) {
            return text;
        }
        int from = text.length() - characters;
        boolean cutsAPair = from < text.length() && Character.isLowSurrogate(text.charAt(from));
        return text.substring(cutsAPair ? from + 1 : from);
    }
}
