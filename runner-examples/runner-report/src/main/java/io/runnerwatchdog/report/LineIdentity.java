package io.runnerwatchdog.report;

/**
 * What makes a line the one that it is, as 128 bits: its host, run, attempt and event; of a line without a run its host and
 * all of its text. The same on each machine and in each version, so that copies are known again whoever reads them. One
 * object serves one line after the other. Not thread-safe.
 *
 * <p>The bits are mixed as MurmurHash3 (x64, 128 bits) does. Of n different lines two are taken for one with a chance of
 * about n² / 2^129: of a thousand million lines 1 in 10^21. It is no guard against somebody who makes up such lines on
 * purpose; who may write evidence can write what he likes anyway.
 */
public final class LineIdentity {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int DIGITS = 16;
    private static final long OF_RUN = 1;
    private static final long OF_LINE = 2;

    private long high;
    private long low;

    /** @param run 32 hexadecimal digits, letters in lower case */
    public void ofRun(String host, String run, int attempt, String event) {
        start(OF_RUN);
        mix(hexadecimal(run, 0), hexadecimal(run, DIGITS));
        // The lengths say where one text ends and the next begins.
        mix(attempt, (long) host.length() << Integer.SIZE | event.length());
        mix(host);
        mix(event);
        finish();
    }

    private static long hexadecimal(String digits, int from) {
        long number = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = digits.charAt(i);
            number = number << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return number;
    }

    /** Of a line as it stands, without its end and blanks around it. */
    public void ofLine(String host, String line) {
        start(OF_LINE);
        mix(host.length(), line.length());
        mix(host);
        mix(line);
        finish();
    }

    /** By UTF-16 units, four in a word. */
    private void mix(String text) {
        for (int at = 0; at < text.length(); at += 8) {
            mix(word(text, at), word(text, at + 4));
        }
    }

    private static long word(String text, int from) {
        long word = 0;
        for (int i = Math.min(from + 4, text.length()) - 1; i >= from; i--) {
            word = word << Character.SIZE | text.charAt(i);
        }
        return word;
    }

    private void start(long seed) {
        high = seed;
        low = seed;
    }

    private void mix(long one, long other) {
        high ^= Long.rotateLeft(one * C1, 31) * C2;
        high = (Long.rotateLeft(high, 27) + low) * 5 + 0x52dce729;
        low ^= Long.rotateLeft(other * C2, 33) * C1;
        low = (Long.rotateLeft(low, 31) + high) * 5 + 0x38495ab5;
    }

    private void finish() {
        high += low;
        low += high;
        high = spread(high);
        low = spread(low);
        high += low;
        low += high;
    }

    private static long spread(long word) {
        long spread = (word ^ word >>> 33) * 0xff51afd7ed558ccdL;
        spread = (spread ^ spread >>> 33) * 0xc4ceb9fe1a85ec53L;
        return spread ^ spread >>> 33;
    }

    /** The first half of the identity of the last line. */
    public long high() {
        return high;
    }

    /** The second half. */
    public long low() {
        return low;
    }
}
