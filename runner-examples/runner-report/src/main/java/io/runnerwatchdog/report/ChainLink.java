package io.runnerwatchdog.report;

import java.util.List;

/**
 * One link of a wait chain without what differs each time, so that chains can be counted. Pure.
 *
 * <p>Process numbers in brackets ({@code git[12]}) are dropped. A {@code #} stands for
 *
 * <ul>
 *   <li>numbers that stand alone: threads, file descriptors, seconds, retransmits;
 *   <li>hexadecimal numbers with {@code 0x}, and runs of 16 hexadecimal digits or more, as hashes and containers have;
 *   <li>ports from 32768 on, which Linux hands out to whoever connects;
 *   <li>numbers after a slash below {@code /proc/} and {@code /dev/pts/}.
 * </ul>
 *
 * <p>All else stays: names of programs, files and locks, addresses and the ports of services, states.
 */
public final class ChainLink {
    /** As many as our own lines have. */
    public static final int MOST = 64;

    /** As long as links are told apart; our own are not longer. */
    private static final int LONGEST = 300;

    private static final int FIRST_EPHEMERAL_PORT = 32768;
    private static final int LEAST_HEX = 16;
    private static final String AROUND = " ,;:()=";

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private ChainLink(String text) {
        this.text = text;
    }

    /** The links of a stall's chain, which are its fingerprint: the same wherever and whenever it is the same wait. */
    public static List<String> ofStall(Entry stall) {
        return stall.chain().stream().limit(MOST).map(ChainLink::withoutNumbers).toList();
    }

    static String withoutNumbers(String link) {
        return Names.cut(new ChainLink(link).read(), LONGEST);
    }

    private String read() {
        while (at < text.length()) {
            if (!processNumber() && !hexadecimal() && !number()) {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }

    private boolean processNumber() {
        if (text.charAt(at) != '[') {
            return false;
        }
        int end = digitsFrom(at + 1);
        if (end == at + 1 || charAt(end) != ']' || !endsWord(end + 1)) {
            return false;
        }
        at = end + 1;
        return true;
    }

    private boolean hexadecimal() {
        if (!isHex(text.charAt(at)) || isLetterOrDigit(at - 1)) {
            return false;
        }
        int start = text.startsWith("0x", at) ? at + 2 : at;
        int end = start;
        while (isHex(charAt(end))) {
            end++;
        }
        boolean isNumber = start > at ? end > start : end - start >= LEAST_HEX;
        return isNumber && !isLetterOrDigit(end) && replaceUntil(end);
    }

    private boolean number() {
        int end = digitsFrom(at);
        if (end == at || isLetterOrDigit(at - 1)) {
            return false;
        }
        char before = charAt(at - 1);
        if (before == ':') {
            return isEphemeral(at, end) && endsWord(end) && replaceUntil(end);
        }
        if (before == '/') {
            return !isLetterOrDigit(end) && charAt(end) != '.' && differsInPath() && replaceUntil(end);
        }
        int fraction = charAt(end) == '.' ? digitsFrom(end + 1) : end;
        int all = fraction > end + 1 ? fraction : end;
        return (at == 0 || AROUND.indexOf(before) >= 0)
                && (all >= text.length() || " ,;)".indexOf(charAt(all)) >= 0)
                && replaceUntil(all);
    }

    private boolean differsInPath() {
        int word = out.lastIndexOf(" ") + 1;
        return out.indexOf("/proc/", word) >= 0 || out.indexOf("/dev/pts/", word) >= 0;
    }

    private boolean isEphemeral(int start, int end) {
        return end - start == 5 && Integer.parseInt(text.substring(start, end)) >= FIRST_EPHEMERAL_PORT;
    }

    private boolean replaceUntil(int end) {
        out.append('#');
        at = end;
        return true;
    }

    private int digitsFrom(int start) {
        int end = start;
        while (charAt(end) >= '0' && charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private boolean endsWord(int index) {
        return index >= text.length() || AROUND.indexOf(charAt(index)) >= 0;
    }

    private boolean isLetterOrDigit(int index) {
        return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    /** A blank outside of the text. */
    private char charAt(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }
}
