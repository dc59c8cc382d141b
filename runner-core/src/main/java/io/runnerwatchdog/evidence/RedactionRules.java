package io.runnerwatchdog.evidence;

import io.runnerwatchdog.evidence.RedactionRule.Span;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The secrets that {@link StandardRedactor} knows. */
final class RedactionRules {
    private static final int CASELESS = Pattern.CASE_INSENSITIVE;
    /** An unquoted {@code name: value} shorter than this is prose, as in {@code unexpected token: ')'}. */
    private static final int SHORTEST_AFTER_COLON = 6;
    /** How far from its program's name a short option is looked for. */
    private static final int COMMAND_REACH = 512;

    private static final Set<String> ONE_WORD_SCHEMES = Set.of("basic", "bearer", "token", "apikey", "negotiate");

    /** A name that says its value is secret. */
    private static final String TELLING = "pass(?:word|wd|phrase)|(?-i:pwd|Pwd)|secret|token|api[_-]?key"
            + "|(?:secret|account|access|private|auth|signing|encryption)[_-]?key(?:[_-]?id)?|credentials?";

    static final RedactionRule PRIVATE_KEY = new RedactionRule(
            "private key",
            Pattern.compile("-----(BEGIN|END) [A-Z0-9 ]{0,40}+(?<=PRIVATE KEY|PRIVATE KEY BLOCK)-----"),
            RedactionRules::privateKey);

    static final RedactionRule HEADER = new RedactionRule(
            "header",
            Pattern.compile("(authorization|cookie)\\\\?[\"']?[ \\t]{0,4}+[:=][ \\t]{0,4}+\\\\?[\"']?", CASELESS),
            RedactionRules::header);

    static final RedactionRule BEARER = new RedactionRule(
            "bearer",
            Pattern.compile("(?<![a-z0-9])(?:bearer|basic)[ \\t]{1,4}+(?=[a-z0-9._~+/=-]{16})", CASELESS),
            (text, match, floor) -> word(text, match.end()));

    static final RedactionRule URL = new RedactionRule("url", Pattern.compile("://"), RedactionRules::userInfo);

    static final RedactionRule SETTING = new RedactionRule(
            "setting",
            Pattern.compile("(?:" + TELLING + ")(\\\\?[\"'])?[ \\t]{0,4}+([=:])[ \\t]{0,4}+(?=\\S)", CASELESS),
            RedactionRules::setting);

    static final RedactionRule OPTION = new RedactionRule(
            "option",
            Pattern.compile("(?<!\\S)--?[a-z0-9._-]{0,40}?(?:" + TELLING + "|pass)[ \\t]{1,4}+(?=\\S)(?!--)", CASELESS),
            (text, match, floor) -> word(text, match.end()));

    static final RedactionRule USER_OPTION = new RedactionRule(
            "user option",
            Pattern.compile("(?<!\\S)(?:-u|-U|--user|--proxy-user)[ \\t=]{0,4}+(?=\\S)"),
            RedactionRules::afterUser);

    static final RedactionRule SHORT_OPTION = new RedactionRule(
            "short option",
            Pattern.compile("(?<![A-Za-z0-9])(?:mysql\\w{0,16}+|mariadb[\\w-]{0,16}+|sshpass"
                    + "|(?:docker|podman|buildah|skopeo|registry|oc)[ \\t]{1,2}+login)(?=[ \\t])"
                    + "|(?<!\\S)-pass(?:in|out)?[ \\t]{1,4}+pass:(?=\\S)"),
            RedactionRules::shortOption);

    static final RedactionRule KNOWN_TOKEN = RedactionRule.whole(
            "known token",
            "(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[0-9A-Z]{16}"
                    + "|gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_[A-Za-z0-9_]{20,255}+"
                    + "|glpat-[A-Za-z0-9_-]{16,255}+|xox[abeoprs]-[A-Za-z0-9-]{10,255}+"
                    + "|npm_[A-Za-z0-9]{30,64}+|[sr]k_live_[A-Za-z0-9]{16,128}+|AIza[A-Za-z0-9_-]{30,64}+"
                    + "|pypi-[A-Za-z0-9_-]{40,512}+|hv[sb]\\.[A-Za-z0-9_-]{20,255}+|sk-[A-Za-z0-9_-]{20,255}+"
                    + "|eyJ[A-Za-z0-9_-]{8,2048}+\\.[A-Za-z0-9_-]{8,8192}+(?:\\.[A-Za-z0-9_-]{0,2048}+)?)");

    private RedactionRules() {}

    private static Optional<Span> privateKey(CharSequence text, MatchResult match, int floor) {
        if (match.group(1).equals("END")) {
            // The block's beginning was cut off: its lines stand before this one.
            return Optional.of(new Span(keyLinesBefore(text, match.start(), floor), match.end()));
        }
        int i = match.end();
        while (i < text.length() && !isEndMark(text, i)) {
            i++;
        }
        // A block without an end goes on to the end of the text.
        return Optional.of(new Span(match.start(), i == text.length() ? i : lineEnd(text, i)));
    }

    private static boolean isEndMark(CharSequence text, int at) {
        String mark = "-----END ";
        return text.charAt(at) == '-'
                && at + mark.length() <= text.length()
                && mark.contentEquals(text.subSequence(at, at + mark.length()));
    }

    private static int keyLinesBefore(CharSequence text, int end, int floor) {
        int start = end;
        int i = end;
        while (i > floor
                && (isBase64(text.charAt(i - 1)) || text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '\r')) {
            i--;
            if (i == floor || text.charAt(i - 1) == '\n') {
                start = i;
            }
        }
        return start;
    }

    private static boolean isBase64(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=');
    }

    private static Optional<Span> header(CharSequence text, MatchResult match, int floor) {
        int start = match.end();
        if (match.group(1).toLowerCase(Locale.ROOT).equals("cookie")) {
            return span(start, lineEnd(text, start));
        }
        int end = wordEnd(text, start);
        int next = skipBlanks(text, end);
        if (next == end || next == text.length() || text.charAt(next) == '\n') {
            return span(start, end);
        }
        String scheme =
                text.subSequence(start, Math.min(end, start + 16)).toString().toLowerCase(Locale.ROOT);
        // Digest and signature schemes have parameters up to the end of the line.
        return span(next, ONE_WORD_SCHEMES.contains(scheme) ? wordEnd(text, next) : lineEnd(text, next));
    }

    private static Optional<Span> userInfo(CharSequence text, MatchResult match, int floor) {
        int colon = -1;
        int at = -1;
        int i = match.end();
        for (; i < text.length() && "/?#\"'<>".indexOf(text.charAt(i)) < 0 && !isBlank(text.charAt(i)); i++) {
            if (text.charAt(i) == ':' && colon < 0) {
                colon = i;
            } else if (text.charAt(i) == '@') {
                at = i;
            }
        }
        if (at < 0) {
            return Optional.empty();
        }
        if (colon >= 0 && colon < at) {
            return span(colon + 1, at);
        }
        // A lone long user is a token; a short one, as in ssh://git@host, is a name.
        return at - match.end() >= 16 ? span(match.end(), at) : Optional.empty();
    }

    private static Optional<Span> setting(CharSequence text, MatchResult match, int floor) {
        Optional<Span> value = word(text, match.end());
        boolean prose = match.group(2).equals(":")
                && match.group(1) == null
                && value.isPresent()
                && value.get().end() - value.get().start() < SHORTEST_AFTER_COLON;
        return prose ? Optional.empty() : value;
    }

    private static Optional<Span> afterUser(CharSequence text, MatchResult match, int floor) {
        int end = wordEnd(text, match.end());
        for (int i = match.end(); i < end; i++) {
            if (text.charAt(i) == ':') {
                return isNumber(text, i + 1, end) ? Optional.empty() : span(i + 1, end);
            }
        }
        return Optional.empty();
    }

    /** A user and group by number, as containers take them, is no secret. */
    private static boolean isNumber(CharSequence text, int start, int end) {
        return text.subSequence(start, end).chars().allMatch(Character::isDigit);
    }

    private static Optional<Span> shortOption(CharSequence text, MatchResult match, int floor) {
        if (text.charAt(match.start()) == '-') {
            return word(text, match.end());
        }
        int limit = Math.min(text.length() - 2, match.end() + COMMAND_REACH);
        for (int i = match.end(); i < limit && text.charAt(i) != '\n'; i++) {
            if (isBlank(text.charAt(i)) && text.charAt(i + 1) == '-' && text.charAt(i + 2) == 'p') {
                boolean attached = i + 3 < text.length() && !isBlank(text.charAt(i + 3));
                boolean databaseClient = text.charAt(match.start()) == 'm';
                if (attached || !databaseClient) {
                    return word(text, attached ? i + 3 : skipBlanks(text, i + 3));
                }
            }
        }
        return Optional.empty();
    }

    /** The value that begins here: a quoted text without its quotes, or all up to the next blank or quote. */
    private static Optional<Span> word(CharSequence text, int at) {
        int start = at;
        boolean escaped = start + 1 < text.length() && text.charAt(start) == '\\' && isQuote(text.charAt(start + 1));
        if (escaped) {
            start++;
        }
        if (start >= text.length() || !isQuote(text.charAt(start))) {
            return span(at, wordEnd(text, at));
        }
        char quote = text.charAt(start);
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' && !escaped && i + 1 < text.length() ? 2 : 1;
        }
        return span(
                start + 1,
                escaped && i < text.length() && text.charAt(i - 1) == '\\' ? i - 1 : Math.min(i, text.length()));
    }

    private static int wordEnd(CharSequence text, int at) {
        int i = at;
        while (i < text.length() && !isBlank(text.charAt(i)) && !isQuote(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int lineEnd(CharSequence text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r' && !isQuote(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int skipBlanks(CharSequence text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static Optional<Span> span(int start, int end) {
        return end > start ? Optional.of(new Span(start, end)) : Optional.empty();
    }
}
