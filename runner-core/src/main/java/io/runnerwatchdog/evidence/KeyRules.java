package io.runnerwatchdog.evidence;

import io.runnerwatchdog.evidence.RedactionRule.Span;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Private keys, and tokens that are known by their form. */
final class KeyRules {
    /** PEM has five dashes, SSH2 has four and a blank. */
    static final RedactionRule PRIVATE_KEY = new RedactionRule(
            "private key",
            Pattern.compile("-{4,5} ?(BEGIN|END) [A-Z0-9 ]{0,40}+(?<=PRIVATE KEY ?|PRIVATE KEY BLOCK ?)-{4,5}+"),
            KeyRules::privateKey);

    static final RedactionRule PUTTY_KEY = new RedactionRule(
            "putty key", Pattern.compile("Private-Lines: ?\\d{1,4}+\\s{1,4}+(?=[A-Za-z0-9+/=])"), KeyRules::keyLines);

    static final RedactionRule KNOWN_TOKEN = RedactionRule.whole(
            "known token",
            "_",
            "(?:(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}"
                    + "|gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_[A-Za-z0-9_]{20,255}+"
                    + "|gl(?:pat|dt|rt|ptt|cbt|agent|oas|ft|soat|imt|ffct)-[A-Za-z0-9_.-]{16,255}+"
                    + "|xox[abeoprs][.-][A-Za-z0-9.-]{10,512}+|xapp-[A-Za-z0-9-]{10,255}+"
                    + "|npm_[A-Za-z0-9]{30,64}+|pypi-[A-Za-z0-9_-]{40,512}+|rubygems_[0-9a-f]{32,64}+"
                    + "|[srp]k_(?:live|test)_[A-Za-z0-9]{16,128}+|whsec_[A-Za-z0-9+/=]{16,128}+"
                    + "|AIza[A-Za-z0-9_-]{30,64}+|ya29\\.[A-Za-z0-9_.-]{20,1024}+|GOCSPX-[A-Za-z0-9_-]{20,64}+"
                    + "|hv[sbr]\\.[A-Za-z0-9_-]{20,255}+|SG\\.[A-Za-z0-9_-]{16,64}+\\.[A-Za-z0-9_-]{16,64}+"
                    + "|dop_v1_[0-9a-f]{40,80}+|hf_[A-Za-z0-9]{30,64}+|dapi[0-9a-f]{32,40}+|dckr_pat_[A-Za-z0-9_-]{20,64}+"
                    + "|shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32,64}+|sntry[su]_[A-Za-z0-9+/=_-]{32,512}+"
                    + "|gl(?:sa|c)_[A-Za-z0-9+/=_]{32,255}+|lin_api_[A-Za-z0-9]{32,64}+|NRAK-[A-Z0-9]{20,40}+"
                    + "|PMAK-[0-9a-f-]{40,64}+|pul-[0-9a-f]{40}|AKCp[A-Za-z0-9]{60,80}+|ATATT3[A-Za-z0-9_=-]{40,255}+"
                    + "|tskey-[A-Za-z0-9-]{20,128}+|AGE-SECRET-KEY-1[0-9A-Z]{40,80}+"
                    + "|\\d{8,10}:AA[A-Za-z0-9_-]{30,40}+"
                    + "|sk-(?=[A-Za-z_-]{0,64}+[0-9])[A-Za-z0-9_-]{20,255}+"
                    + "|eyJ[A-Za-z0-9_-]{8,2048}+\\.[A-Za-z0-9_-]{8,8192}+(?:\\.[A-Za-z0-9_-]{0,2048}+){0,3}+)");

    static final RedactionRule WEBHOOK = new RedactionRule(
            "webhook",
            Pattern.compile("(?:hooks\\.slack\\.com/(?:services|workflows)/|discord(?:app)?\\.com/api/webhooks/"
                    + "|webhook\\.office\\.com/webhookb2/)(?=[A-Za-z0-9])"),
            (text, match, floor) -> Extent.word(text, match.end()));

    private KeyRules() {}

    private static List<Span> privateKey(CharSequence text, MatchResult match, int floor) {
        if (match.group(1).equals("END")) {
            // The block's beginning was cut off: its lines stand before this one.
            return RedactionRule.span(keyLinesBefore(text, match.start(), floor), match.end());
        }
        int i = match.end();
        while (i < text.length() && !isEndMark(text, i)) {
            i++;
        }
        // A block without an end goes on to the end of the text.
        return RedactionRule.span(match.start(), i == text.length() ? i : endOfMark(text, i));
    }

    private static boolean isEndMark(CharSequence text, int at) {
        return text.charAt(at) == '-'
                && (Extent.startsWith(text, at, "-----END ") || Extent.startsWith(text, at, "---- END "));
    }

    /** Behind the dashes that close the mark: what follows on the line may be a JSON text that goes on. */
    private static int endOfMark(CharSequence text, int at) {
        int i = at + "-----END ".length();
        while (i < text.length() && text.charAt(i) != '-' && !Extent.isLineEnd(text.charAt(i))) {
            i++;
        }
        while (i < text.length() && text.charAt(i) == '-') {
            i++;
        }
        return i;
    }

    /** Where the key's lines begin that end here; line breaks may be those of a JSON text, and lines may be indented. */
    private static int keyLinesBefore(CharSequence text, int end, int floor) {
        int start = end;
        int i = end;
        while (i > floor) {
            char c = text.charAt(i - 1);
            if (Extent.isLineEnd(c) || isEscapedBreak(text, i, floor)) {
                start = i;
                i -= Extent.isLineEnd(c) ? 1 : 2;
            } else if (isBase64(c) || isIndentation(text, i)) {
                i--;
            } else {
                return start;
            }
        }
        return floor;
    }

    private static boolean isEscapedBreak(CharSequence text, int end, int floor) {
        char c = text.charAt(end - 1);
        return (c == 'n' || c == 'r') && end - 2 >= floor && text.charAt(end - 2) == '\\';
    }

    private static boolean isIndentation(CharSequence text, int end) {
        char c = text.charAt(end - 1);
        return (c == ' ' || c == '\t')
                && (isBase64(text.charAt(end)) || " \t-".indexOf(text.charAt(end)) >= 0)
                && beginsLine(text, end - 1);
    }

    private static boolean beginsLine(CharSequence text, int at) {
        int before = at;
        while (before > 0 && before > at - 16 && " \t".indexOf(text.charAt(before - 1)) >= 0) {
            before--;
        }
        return before == 0 || Extent.isLineEnd(text.charAt(before - 1));
    }

    private static List<Span> keyLines(CharSequence text, MatchResult match, int floor) {
        int i = match.end();
        while (i < text.length() && (isBase64(text.charAt(i)) || Extent.isLineEnd(text.charAt(i)))) {
            i++;
        }
        // The first word of the field behind it may be taken as well.
        return RedactionRule.span(match.end(), i);
    }

    private static boolean isBase64(char c) {
        return Extent.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=';
    }
}
