package io.runnerwatchdog.report.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines in the form in which nearly all are written: one compact JSON object, plain names and values where it matters,
 * no diagnosis. Says no to every other line, be it evidence or not, which is then read with a JSON parser. It does in one
 * look at each byte what a parser does in several: a million lines take half the time. Not thread-safe.
 */
final class PlainLine {
    private static final int DEEPEST = 16;
    /** So long a number fits into any type. */
    private static final int LONGEST_NUMBER = 18;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final UsualOrder usual = new UsualOrder();
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    /** Where the last string or number began and ended, and whether it is what it looks like, byte for byte. */
    private int from;

    private int to;
    private boolean ascii;

    /**
     * Whether a line of this form begins here, and then its fields; it ends where the next line does, at the latest.
     *
     * @param start 0 for the first line of a block
     */
    boolean read(byte[] block, int start, int limit, PlainFields fields) {
        fields.startIn(block);
        bytes = block;
        at = start;
        end = limit;
        if (start == 0) {
            usual.forget();
        }
        if (!skip('{')) {
            return false;
        }
        int place = 0;
        do {
            Optional<FieldName> name = usual.name(place);
            int length = usual.lengthOf(place, bytes, at, end);
            if (length > 0) {
                at += length;
            } else {
                int begin = at;
                if (!string() || !ascii || !skip(':')) {
                    return false;
                }
                name = FieldName.of(bytes, from, to);
                usual.learn(place, begin, at, name);
            }
            if (!(name.isPresent() ? wanted(name.get(), fields) : value(0))) {
                return false;
            }
            place++;
        } while (skip(','));
        return skip('}') && (at == end || bytes[at] == '\n');
    }

    /** Where the line that was read ended. */
    int lineEnd() {
        return at;
    }

    private boolean skip(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean wanted(FieldName name, PlainFields fields) {
        int start = at;
        if (name == FieldName.DIAGNOSIS || !value(0)) {
            return false;
        }
        boolean leaf = bytes[start] != '{' && bytes[start] != '[' && bytes[start] != 'n';
        if (leaf && !ascii && name != FieldName.RUN_ID) {
            return false;
        }
        if (leaf && ascii) {
            fields.set(name, from, to);
        } else {
            fields.unset(name);
        }
        return true;
    }

    private boolean value(int depth) {
        if (at >= end) {
            return false;
        }
        return switch (bytes[at]) {
            case '"' -> string();
            case '{' -> depth < DEEPEST && object(depth);
            case '[' -> depth < DEEPEST && array(depth);
            case 't' -> word(TRUE);
            case 'f' -> word(FALSE);
            case 'n' -> word(NULL);
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        if (skip('}')) {
            return true;
        }
        do {
            if (!string() || !skip(':') || !value(depth + 1)) {
                return false;
            }
        } while (skip(','));
        return skip('}');
    }

    private boolean array(int depth) {
        at++;
        if (skip(']')) {
            return true;
        }
        do {
            if (!value(depth + 1)) {
                return false;
            }
        } while (skip(','));
        return skip(']');
    }

    private boolean word(byte[] word) {
        from = at;
        to = Math.min(end, at + word.length);
        at = to;
        ascii = true;
        return Arrays.equals(bytes, from, to, word, 0, word.length);
    }

    private boolean number() {
        from = at;
        ascii = true;
        skip('-');
        boolean zero = at < end && bytes[at] == '0';
        int digits = digits();
        boolean whole = digits > 0 && digits <= LONGEST_NUMBER && !(zero && digits > 1);
        if (whole && skip('.')) {
            int parts = digits();
            whole = parts > 0 && parts <= LONGEST_NUMBER;
        }
        to = at;
        return whole && at < end && (bytes[at] == ',' || bytes[at] == '}' || bytes[at] == ']');
    }

    private int digits() {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - start;
    }

    /** Bytes that are no good UTF-8 are let pass: the evidence reader replaces them, and counts the line. */
    private boolean string() {
        if (!skip('"')) {
            return false;
        }
        // Local names: this is where nearly all the time goes, and the quick compiler reads a field anew each time.
        byte[] text = bytes;
        int limit = end;
        int i = at;
        byte all = 0;
        for (; i < limit && text[i] != '"'; i++) {
            byte next = text[i];
            all |= next;
            if (next >= 0 && next < ' ') {
                return false;
            }
            if (next == '\\') {
                int last = lastOfEscape(i + 1);
                if (last == i) {
                    return false;
                }
                i = last;
                all = -1;
            }
        }
        from = at;
        to = i;
        at = i + 1;
        ascii = all >= 0;
        return i < limit;
    }

    /** The last byte of the escape of which this is the second; the one before it, if it is none. */
    private int lastOfEscape(int second) {
        if (second >= end) {
            return second - 1;
        }
        return switch (bytes[second]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> second;
            case 'u' -> isHex(second + 1) ? second + 4 : second - 1;
            default -> second - 1;
        };
    }

    private boolean isHex(int start) {
        for (int i = start; i < start + 4; i++) {
            if (i >= end || Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
