package io.runnerwatchdog.evidence;

import io.runnerwatchdog.evidence.RedactionRule.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Secrets in the arguments of commands whatever the program, and where a name and its value stand side by side. */
final class CommandRules {
    private static final Set<String> TELLING_OPTIONS = Set.of("pass", "bearer", "oauth2-bearer");
    /** How far around an announcement is looked. */
    private static final int REACH = 512;

    private static final int LENGTH_OF_AWS_SECRET = 40;

    static final RedactionRule OPTION = RedactionRule.word(
            "option", "_-", "--?([A-Za-z][A-Za-z0-9._-]{0,80}+)(?=[ \\t\\\\\"'])", 0, CommandRules::option);

    static final RedactionRule USER_OPTION = RedactionRule.word(
            "user option", "_-", "(?:-u|-U|--user|--proxy-user|--auth|--basic-auth)(?=[^a-z-])", 0, CommandRules::user);

    /** {@code identified by 'x'}: in quotes only, since these words stand in prose as well. */
    static final RedactionRule QUOTED = RedactionRule.word(
            "quoted",
            "",
            "(?:pass(?:word|wd|phrase)|identified[ \\t]{1,4}+(?:with[ \\t]{1,4}+\\S{1,40}+[ \\t]{1,4}+)?by)"
                    + "(?:[ \\t]{1,4}+is)?[ \\t]{1,4}+(?=\\\\{0,3}[\"'][^ \\t\"'])",
            Pattern.CASE_INSENSITIVE,
            (text, match, floor) -> Extent.word(text, match.end()));

    static final RedactionRule NETRC =
            RedactionRule.word("netrc", "_-", "password[ \\t]{1,4}+(?=\\S)", 0, CommandRules::netrc);

    static final RedactionRule CONFIGURED = RedactionRule.word(
            "configured",
            "",
            "(?:config|configure)[ \\t]{1,4}+(?:set[ \\t]{1,4}+)?(?:--?[a-z]{1,20}+[ \\t]{1,4}+){0,3}+"
                    + "(\\S{1,200}+)[ \\t]{1,4}+(?=\\S)",
            0,
            CommandRules::configured);

    static final RedactionRule AWS_SECRET = new RedactionRule(
            "aws secret",
            Pattern.compile("(?:aws|secret)(?!(?-i:[a-z]))", Pattern.CASE_INSENSITIVE),
            CommandRules::awsSecret);

    /** What is handed to a program that reads a password: {@code echo x | docker login --password-stdin}. */
    static final RedactionRule PIPED = new RedactionRule(
            "piped",
            Pattern.compile(
                    "--(?:password-stdin|pass-stdin|with-token|stdin|passphrase-fd)(?![a-z-])|sudo[ \\t]{1,4}+-[a-zA-Z]{0,4}S"
                            + "|\\|[ \\t]{0,4}+(?:sudo[ \\t]{1,4}+)?(?:chpasswd|passwd)(?![a-z])"),
            CommandRules::piped);

    private CommandRules() {}

    private static List<Span> option(CharSequence text, MatchResult match, int floor) {
        String name = match.group(1);
        if (!SecretNames.tell(name) && !TELLING_OPTIONS.contains(name)) {
            return RedactionRule.none();
        }
        int at = nextArgument(text, match.end());
        boolean none = at == match.end()
                || Extent.isBlank(Extent.charAt(text, at))
                || Extent.startsWith(text, at, "--")
                || Extent.startsWith(text, at, "id=");
        if (none) {
            return RedactionRule.none();
        }
        List<Span> value = Extent.word(text, at);
        boolean file =
                name.toLowerCase(Locale.ROOT).endsWith("key") && !value.isEmpty() && isShortPath(text, value.get(0));
        return file ? RedactionRule.none() : value;
    }

    private static boolean isShortPath(CharSequence text, Span value) {
        return value.end() - value.start() < REACH && Harmless.isPath(text.subSequence(value.start(), value.end()));
    }

    /** Where the argument behind this one begins: in a command, over a line that goes on, or in a list in quotes. */
    static int nextArgument(CharSequence text, int end) {
        int i = end;
        while (i < end + 4 && (Extent.isQuote(Extent.charAt(text, i)) || Extent.charAt(text, i) == '\\')) {
            i++;
        }
        boolean list = i > end && Extent.charAt(text, i) == ',';
        i = list ? i + 1 : Extent.charAt(text, i - 1) == '\\' ? end : i;
        int limit = Math.min(text.length(), i + REACH);
        while (i < limit) {
            char c = text.charAt(i);
            boolean goesOn = c == '\\' && Extent.isLineEnd(Extent.charAt(text, i + 1));
            if (goesOn) {
                i += 2;
            } else if (c == ' ' || c == '\t' || list && Extent.isLineEnd(c)) {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }

    private static List<Span> user(CharSequence text, MatchResult match, int floor) {
        int start = match.end();
        start = Extent.charAt(text, start) == '=' ? start + 1 : nextArgument(text, start);
        int limit = Math.min(text.length(), start + REACH);
        for (int i = start; i < limit && !Extent.isBlank(text.charAt(i)); i++) {
            char c = text.charAt(i);
            if (c == ':' || c == '%' && text.charAt(match.end() - 1) == 'U') {
                return Extent.startsWith(text, i, "://") ? RedactionRule.none() : passwordBehind(text, start, i);
            }
        }
        return RedactionRule.none();
    }

    private static List<Span> passwordBehind(CharSequence text, int start, int colon) {
        int end = Extent.wordEnd(text, start);
        boolean harmless = end <= colon || isNumber(text, colon + 1, end) || isPlace(text, colon, end);
        return harmless ? RedactionRule.none() : RedactionRule.span(colon + 1, end);
    }

    /** A user and group by number, as containers take them, is no secret. */
    private static boolean isNumber(CharSequence text, int start, int end) {
        return text.subSequence(start, Math.min(end, start + 10)).chars().allMatch(Character::isDigit)
                && end < start + 10;
    }

    /** {@code user@host:/path}: not who, but where. */
    private static boolean isPlace(CharSequence text, int colon, int end) {
        return Extent.charAt(text, colon + 1) == '/' && end > colon && isShortPath(text, new Span(colon + 1, end));
    }

    /** {@code login x password y} or {@code machine h password y}, also over lines. */
    private static List<Span> netrc(CharSequence text, MatchResult match, int floor) {
        int limit = Math.max(0, match.start() - REACH);
        int end = backOver(text, match.start(), limit, true);
        int start = backOver(text, end, limit, false);
        int nameEnd = backOver(text, start, limit, true);
        int nameStart = backOver(text, nameEnd, limit, false);
        String name = text.subSequence(nameStart, nameEnd).toString();
        boolean entry = start < end && Set.of("login", "machine", "account").contains(name);
        return entry ? Extent.word(text, match.end()) : RedactionRule.none();
    }

    private static int backOver(CharSequence text, int end, int limit, boolean blanks) {
        int i = end;
        while (i > limit && Extent.isBlank(text.charAt(i - 1)) == blanks) {
            i--;
        }
        return i;
    }

    private static List<Span> configured(CharSequence text, MatchResult match, int floor) {
        String key = match.group(1);
        String name = key.substring(Math.max(key.lastIndexOf(':'), key.lastIndexOf('/')) + 1);
        return SecretNames.tell(name) ? Extent.word(text, match.end()) : RedactionRule.none();
    }

    /** Forty characters of base64 near these words, and not a sum in hexadecimal digits. */
    private static List<Span> awsSecret(CharSequence text, MatchResult match, int floor) {
        int limit = Math.min(text.length(), match.end() + 64);
        int i = match.end();
        while (i < limit && !Extent.isLineEnd(text.charAt(i))) {
            int start = i;
            while (i < text.length() && i <= start + LENGTH_OF_AWS_SECRET && isBase64(text.charAt(i))) {
                i++;
            }
            if (i - start == LENGTH_OF_AWS_SECRET && isMixed(text.subSequence(start, i))) {
                return RedactionRule.span(start, i);
            }
            i = Math.max(i, start + 1);
        }
        return RedactionRule.none();
    }

    private static boolean isBase64(char c) {
        return Extent.isLetterOrDigit(c) || c == '+' || c == '/';
    }

    private static boolean isMixed(CharSequence text) {
        return text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase)
                && text.chars().anyMatch(Character::isDigit);
    }

    private static List<Span> piped(CharSequence text, MatchResult match, int floor) {
        int limit = Math.max(floor, match.start() - REACH);
        int pipe = match.start();
        while (pipe >= limit && Extent.charAt(text, pipe) != '|') {
            if (Extent.isLineEnd(Extent.charAt(text, pipe))) {
                return RedactionRule.none();
            }
            pipe--;
        }
        for (int i = pipe - 5; i >= limit && !Extent.isLineEnd(text.charAt(i)) && text.charAt(i) != '|'; i--) {
            boolean printed = Extent.startsWith(text, i, "echo ") || Extent.startsWith(text, i, "printf ");
            if (printed && beginsWord(text, i)) {
                return printed(text, i, pipe);
            }
        }
        return RedactionRule.none();
    }

    /** Behind a letter only where that ends the colour of a terminal, or is the line break of a JSON text. */
    private static boolean beginsWord(CharSequence text, int at) {
        char before = Extent.charAt(text, at - 1);
        char first = Extent.charAt(text, at - 2);
        return !Extent.isLetterOrDigit(before)
                || before == 'm' && Character.isDigit(first)
                || before == 'n' && first == '\\';
    }

    private static List<Span> printed(CharSequence text, int echo, int pipe) {
        int start = echo;
        do {
            while (start < pipe && !Extent.isBlank(text.charAt(start))) {
                start++;
            }
            start = Extent.skipBlanks(text, start);
        } while (start < pipe && text.charAt(start) == '-');
        int end = pipe;
        while (end > start && Extent.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end > start ? RedactionRule.span(start, end) : RedactionRule.none();
    }
}
