package io.runnerwatchdog.evidence;

import io.runnerwatchdog.evidence.RedactionRule.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Secrets of HTTP: headers, and the user's part of a URL. */
final class HeaderRules {
    private static final Set<String> ONE_WORD_SCHEMES =
            Set.of("basic", "bearer", "token", "apikey", "negotiate", "ntlm", "splunk", "bot", "key", "jwt", "oauth2");
    private static final int LONGEST_SCHEME = 24;
    /** How far behind a slash the rest of a password is looked for. */
    private static final int PASSWORD_REACH = 256;

    static final RedactionRule HEADER = new RedactionRule(
            "header",
            Pattern.compile(
                    "(authorization|cookie)\\\\{0,3}+[\"']?(?:[ \\t]{0,4}+(?::|%3A)|=)[ \\t]{0,4}+\\\\{0,3}+[\"']?",
                    Pattern.CASE_INSENSITIVE),
            HeaderRules::header);

    static final RedactionRule BEARER = RedactionRule.word(
            "bearer",
            "_",
            "(?:bearer|basic)(?:[ \\t]{1,4}+|%20|\\+)(?=[a-z0-9._~+/=-]{16})",
            Pattern.CASE_INSENSITIVE,
            HeaderRules::credentials);

    static final RedactionRule URL = new RedactionRule(
            "url",
            Pattern.compile("(?::|%3A)(?://|%2F%2F|\\\\/\\\\/)", Pattern.CASE_INSENSITIVE),
            HeaderRules::userInfo);

    private HeaderRules() {}

    private static List<Span> header(CharSequence text, MatchResult match, int floor) {
        int start = match.end();
        if (match.group(1).toLowerCase(Locale.ROOT).equals("cookie")) {
            return RedactionRule.span(start, headerEnd(text, match));
        }
        int end = Extent.bareEnd(text, start);
        int next = Extent.skipBlanks(text, end);
        if (next == end || Extent.isLineEnd(Extent.charAt(text, next))) {
            return RedactionRule.span(start, end);
        }
        String first = text.subSequence(start, Math.min(end, start + LONGEST_SCHEME))
                .toString()
                .toLowerCase(Locale.ROOT);
        if (ONE_WORD_SCHEMES.contains(first)) {
            return RedactionRule.span(next, Extent.bareEnd(text, next));
        }
        if (end - start < LONGEST_SCHEME && first.chars().allMatch(c -> c == '-' || Character.isLetterOrDigit(c))) {
            // Perhaps a scheme, whose parameters go on to the end of the line; perhaps the secret itself.
            boolean scheme = first.equals("digest") || first.startsWith("aws4-") || first.equals("signature");
            return RedactionRule.span(scheme ? next : start, headerEnd(text, match));
        }
        return RedactionRule.span(start, end);
    }

    /** Where the header ends: with its line, or where the quote closes that stands before its value or its name. */
    private static int headerEnd(CharSequence text, MatchResult match) {
        int open = match.end() - 1;
        if (!Extent.isQuote(text.charAt(open))) {
            open = match.start() - 1;
            int limit = Math.max(0, open - LONGEST_SCHEME);
            while (open > limit && (Extent.isLetterOrDigit(text.charAt(open)) || text.charAt(open) == '-')) {
                open--;
            }
        }
        if (!Extent.isQuote(Extent.charAt(text, open))) {
            return Extent.lineEnd(text, match.end());
        }
        while (Extent.charAt(text, open - 1) == '\\' && open > match.start() - LONGEST_SCHEME * 2) {
            open--;
        }
        return Math.max(match.end(), Extent.wordEnd(text, open));
    }

    /** Words of prose follow "basic" as well: {@code basic authentication-handler}. */
    private static List<Span> credentials(CharSequence text, MatchResult match, int floor) {
        int end = Extent.bareEnd(text, match.end());
        for (int i = match.end(); i < end; i++) {
            char c = text.charAt(i);
            boolean random = Character.isDigit(c)
                    || c == '='
                    || Character.isUpperCase(c) && i > match.end() && Character.isLowerCase(text.charAt(i - 1));
            if (random) {
                return RedactionRule.span(match.end(), end);
            }
        }
        return RedactionRule.none();
    }

    private static List<Span> userInfo(CharSequence text, MatchResult match, int floor) {
        int start = match.end();
        if (text.charAt(start - 1) != '/') {
            return encodedUserInfo(text, start);
        }
        int colon = -1;
        int at = -1;
        int limit = text.length();
        for (int i = start; i < limit && !endsUrl(text.charAt(i)); i++) {
            char c = text.charAt(i);
            if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '@') {
                at = i;
            } else if ("/?#\\".indexOf(c) >= 0) {
                if (at >= 0 || !isPassword(text, colon, i)) {
                    break;
                }
                limit = Math.min(limit, i + PASSWORD_REACH);
            }
        }
        if (at < 0) {
            return RedactionRule.none();
        }
        return colon >= 0 && colon < at ? password(text, start, colon, at) : token(start, at);
    }

    /** {@code %3A%2F%2Fuser%3Apassword%40host}. */
    private static List<Span> encodedUserInfo(CharSequence text, int start) {
        int colon = -1;
        int limit = Math.min(text.length(), start + PASSWORD_REACH);
        for (int i = start; i < limit && !endsUrl(text.charAt(i)); i++) {
            if (text.charAt(i) != '%') {
                continue;
            }
            String code = text.subSequence(i, Math.min(i + 3, text.length()))
                    .toString()
                    .toUpperCase(Locale.ROOT);
            if (code.equals("%40")) {
                return colon >= 0 ? RedactionRule.span(colon + code.length(), i) : token(start, i);
            }
            if (code.equals("%2F")) {
                return RedactionRule.none();
            }
            colon = colon < 0 && code.equals("%3A") ? i : colon;
        }
        return RedactionRule.none();
    }

    private static boolean endsUrl(char c) {
        return Extent.isBlank(c) || Extent.isQuote(c) || c == '<' || c == '>';
    }

    /** Behind a colon and before a slash stands the number of a port, or else a password that holds the slash. */
    private static boolean isPassword(CharSequence text, int colon, int end) {
        if (colon < 0 || colon + 1 == end) {
            return false;
        }
        for (int i = colon + 1; i < end; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return i - colon < PASSWORD_REACH;
            }
        }
        return false;
    }

    private static List<Span> password(CharSequence text, int start, int colon, int at) {
        String password = text.subSequence(colon + 1, Math.min(at, colon + 20)).toString();
        if (password.isEmpty() || password.equals("x-oauth-basic")) {
            return RedactionRule.span(start, colon);
        }
        return RedactionRule.span(colon + 1, at);
    }

    /** A lone long user is a token; a short one, as in {@code ssh://git@host}, is a name. */
    private static List<Span> token(int start, int at) {
        return at - start >= 16 ? RedactionRule.span(start, at) : RedactionRule.none();
    }
}
