package io.runnerwatchdog.evidence;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that are no secret in spite of their names. */
final class Harmless {
    /** An unquoted {@code name: value} shorter than this is prose, as in {@code wrong password: none}. */
    private static final int SHORTEST_IN_PROSE = 6;
    /** A value of a name that only hints at a secret is one from this length on. */
    private static final int SHORTEST_HINTED = 8;

    private static final Set<String> NO_SECRETS = Set.of(
            "null",
            "none",
            "nil",
            "true",
            "false",
            "undefined",
            "~",
            "omit",
            "include",
            "same-origin",
            "inherit",
            "(sensitive",
            "[",
            "{",
            "(");
    /** What others have masked already. */
    private static final Pattern MASKED = Pattern.compile("[*\u2022]{2,}+");

    /** A call, as compilers and stack traces quote it: a name of many parts, or nothing between the brackets. */
    private static final Pattern CALL =
            Pattern.compile("(?:[A-Za-z_$][A-Za-z0-9_$]*+(?:\\.|::|->))++[A-Za-z_$][A-Za-z0-9_$]*+\\(.*"
                    + "|[A-Za-z_$][A-Za-z0-9_$]*+\\(\\)[;,:)]*+");

    /** What parsers say before they name the token that they met. */
    private static final Set<String> OF_PARSERS =
            Set.of("unexpected", "expected", "invalid", "unknown", "illegal", "bad", "next", "last", "near");

    /** A dot and all that follows, in lower case only: no base64 of any length looks so. */
    private static final Pattern PATH =
            Pattern.compile("(?:~|\\.{1,2}|[A-Za-z]:)?[/\\\\](?:[^+=]*[._-][^+=]*|[a-z/]*)");

    private Harmless() {}

    /**
     * Whether this value of a setting is none to hide.
     *
     * @param sentence whether both may be words of a sentence
     * @param code whether both may be of a program: an assignment with blanks, without quotes
     */
    static boolean is(SettingName name, String word, boolean sentence, boolean code) {
        if (!name.tells()) {
            return name.isPass() ? sentence || isNumber(word) : word.length() < SHORTEST_HINTED;
        }
        return MASKED.matcher(word).matches()
                || NO_SECRETS.contains(word.toLowerCase(Locale.ROOT))
                || name.mayNameFile() && isPath(word)
                || code && CALL.matcher(word).matches()
                || sentence && isProse(name, word);
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> Character.isDigit(c) || ".,%/".indexOf(c) >= 0);
    }

    private static boolean isProse(SettingName name, String word) {
        return word.length() < SHORTEST_IN_PROSE
                || name.is("token")
                        && OF_PARSERS.contains(name.wordBefore())
                        && word.chars().noneMatch(Character::isDigit);
    }

    /** Whether this names a file or directory, where it is not the secret itself that could look so. */
    static boolean isPath(CharSequence value) {
        return PATH.matcher(value).matches();
    }
}
