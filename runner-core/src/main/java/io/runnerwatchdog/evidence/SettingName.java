package io.runnerwatchdog.evidence;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a setting as it stands in a text: what it says, and what is around it. */
final class SettingName {
    private static final Pattern TELLING_IN_QUERY =
            Pattern.compile("(?:x-(?:amz|goog|ms|oss)-)?signature|sig|auth|key|pwd|pass", Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST_INDENTATION = 64;

    private final CharSequence text;
    private final String name;
    private final int start;
    private final boolean quoted;
    private final boolean inQuery;

    SettingName(CharSequence text, int start, int end, int sign) {
        this.text = text;
        this.start = start;
        name = text.subSequence(start, end).toString();
        boolean closed = false;
        for (int i = end; i < sign; i++) {
            closed |= Extent.isQuote(text.charAt(i)) || text.charAt(i) == ']';
        }
        quoted = closed;
        char before = Extent.charAt(text, start - 1);
        inQuery = "?&".indexOf(before) >= 0 || before == ';' && Extent.startsWith(text, start - 5, "&amp;");
    }

    /** Whether its value is secret, whatever it is. */
    boolean tells() {
        return SecretNames.tell(name) || quoted && name.equals("auth");
    }

    /** Whether a value is secret that is long enough, or that is no number. */
    boolean hints() {
        return isPass() || inQuery && TELLING_IN_QUERY.matcher(name).matches();
    }

    /** Whether it is the word by which tests tell that they pass as well. */
    boolean isPass() {
        String bare = name.startsWith("--") ? name.substring(2) : name.startsWith("-") ? name.substring(1) : name;
        return bare.equals("pass") || bare.equals("PASS") || bare.equals("Pass");
    }

    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    boolean isInQuery() {
        return inQuery;
    }

    /** Whether it stands behind a semicolon, as in a list of fields. */
    boolean isField() {
        return Extent.charAt(text, start - 1) == ';' && !inQuery;
    }

    /** Whether it may be a word of a sentence: not quoted, no option, and not at the beginning of its line. */
    boolean isProse() {
        return !quoted && !name.startsWith("-") && !beginsLine();
    }

    /** Whether tests begin a line so that tells of success. */
    boolean isHeadline() {
        return name.equals("PASS");
    }

    private boolean beginsLine() {
        int i = start - 1;
        int limit = Math.max(0, start - DEEPEST_INDENTATION);
        // The dash of an item of a YAML list counts as indentation.
        while (i >= limit && " \t-".indexOf(text.charAt(i)) >= 0) {
            i--;
        }
        return i < 0 || Extent.isLineEnd(text.charAt(i));
    }

    /** Whether its value is often the name of the file that holds the secret. */
    boolean mayNameFile() {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("key") && !lower.contains("secret") && !lower.contains("access")
                || lower.endsWith("credentials");
    }

    /** The word before it on its line, in lower case; empty where there is none near. */
    String wordBefore() {
        int end = start;
        while (end > 0 && end > start - 4 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int i = end;
        while (i > 0 && i > end - 16 && Extent.isLetterOrDigit(text.charAt(i - 1))) {
            i--;
        }
        return text.subSequence(i, end).toString().toLowerCase(Locale.ROOT);
    }
}
