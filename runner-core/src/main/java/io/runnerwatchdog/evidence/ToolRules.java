package io.runnerwatchdog.evidence;

import io.runnerwatchdog.evidence.RedactionRule.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Passwords that tools take behind short options, or in a place of their own. */
final class ToolRules {
    /** How far from its program's name an option is looked for. */
    private static final int REACH = 512;

    /** How an option takes its value. */
    private enum Form {
        /** {@code -pX}. */
        ATTACHED,
        /** {@code -p X}. */
        APART,
        /** Either. */
        BOTH
    }

    /**
     * @param program how the tool is called, with its subcommand where only that takes a password
     * @param options which options take a password
     */
    private record Tool(Pattern program, Form form, List<String> options) {}

    private static final List<Tool> TOOLS = List.of(
            tool("mysql\\w{0,16}+|mariadb[\\w-]{0,16}+", Form.ATTACHED, "-p"),
            tool("sshpass", Form.BOTH, "-p"),
            tool("(?:docker|podman|buildah|skopeo|registry|oc|cf|az|crane|oras)[ \\t]{1,2}+login", Form.BOTH, "-p"),
            tool("helm[ \\t]{1,2}+registry[ \\t]{1,2}+login|twine[ \\t]{1,2}+upload", Form.APART, "-p"),
            tool("mongo(?:sh|dump|restore|export|import|stat|top)?|cqlsh|rdesktop|mongosh", Form.BOTH, "-p"),
            tool("redis-cli|valkey-cli|keydb-cli", Form.BOTH, "-a"),
            tool("7z[arz]?|rar|unrar", Form.ATTACHED, "-p", "-hp"),
            tool("zip|unzip|sqlcmd|bcp|isql|ipmitool|mosquitto_(?:pub|sub)", Form.BOTH, "-P"),
            tool("ldap(?:search|add|modify|delete|whoami|compare|modrdn)", Form.BOTH, "-w"),
            tool("ldappasswd", Form.BOTH, "-w", "-s"),
            tool("snmp(?:get|walk|set|bulkwalk|table|trap)", Form.APART, "-A", "-X", "-c"),
            tool("mvnw?", Form.APART, "-ep"),
            tool("openssl", Form.APART, "-k"),
            tool("xfreerdp", Form.ATTACHED, "/p:"),
            tool("curl", Form.APART, "-E"),
            tool("curl", Form.ATTACHED, "-u"),
            tool("https?", Form.APART, "-a"));

    static final RedactionRule OPTIONS = RedactionRule.word(
            "tool",
            "_.-",
            "(?:"
                    + TOOLS.stream().map(tool -> tool.program().pattern()).collect(Collectors.joining("|"))
                    + ")(?:\\.exe)?(?=[ \\t\"'])",
            0,
            ToolRules::options);

    /** {@code pass:X}, wherever openssl or a tool like it takes one. */
    static final RedactionRule PASS_SOURCE = new RedactionRule(
            "pass source",
            Pattern.compile("-pass(?:in|out|wd)?[ \\t\"',=]{1,4}+pass:(?=\\S)"),
            (text, match, floor) -> Extent.word(text, match.end()));

    /** Tools that know their arguments by place alone. */
    static final RedactionRule BY_PLACE = RedactionRule.word(
            "by place",
            "_-",
            "(?:rabbitmqctl[ \\t]{1,4}+(?:add_user|change_password)[ \\t]{1,4}+\\S{1,128}+"
                    + "|wpa_passphrase[ \\t]{1,4}+\\S{1,128}+|vault[ \\t]{1,4}+login|mysqladmin[^\\n|;]{0,128}? password)"
                    + "[ \\t]{1,4}+(?=[^\\s-])",
            0,
            (text, match, floor) -> Extent.word(text, match.end()));

    /** {@code htpasswd -b file user password}, {@code htpasswd -nb user password}. */
    static final RedactionRule HTPASSWD = RedactionRule.word(
            "htpasswd", "_-", "htpasswd((?:[ \\t]{1,4}+-[a-zA-Z0-9]{1,8}+){1,4}+)(?=[ \\t])", 0, ToolRules::htpasswd);

    private static final Pattern SQLPLUS_USER = Pattern.compile("[A-Za-z][A-Za-z0-9_$#]{0,30}+/");

    static final RedactionRule SQLPLUS = RedactionRule.word(
            "sqlplus",
            "_-",
            "(?:sqlplus|sqlldr|expdp|impdp|rman)(?:[ \\t]{1,4}+-\\S{1,16}+){0,4}+[ \\t]{1,4}+[\"']?"
                    + SQLPLUS_USER.pattern() + "(?=\\S)",
            0,
            (text, match, floor) -> RedactionRule.span(match.end(), userEnd(text, match.end())));

    private ToolRules() {}

    private static Tool tool(String program, Form form, String... options) {
        return new Tool(Pattern.compile(program), form, List.of(options));
    }

    private static List<Span> options(CharSequence text, MatchResult match, int floor) {
        String program = match.group().replaceFirst("\\.exe$", "");
        List<Tool> tools = TOOLS.stream()
                .filter(each -> each.program().matcher(program).matches())
                .toList();
        List<Span> secrets = new ArrayList<>();
        int limit = Math.min(text.length(), match.end() + REACH);
        int i = match.end();
        // Where its own name comes again, the next match goes on: else each would read what the others have read.
        while (i < limit && !endsCommand(text, i) && !Extent.startsWith(text, i, program)) {
            int end = i;
            if (beginsArgument(text, i)) {
                int argument = i;
                List<Span> value = tools.stream()
                        .flatMap(tool -> valueOf(text, argument, tool).stream())
                        .limit(1)
                        .toList();
                secrets.addAll(value);
                end = value.isEmpty() ? i : value.get(0).end();
            }
            i = Math.max(end, i + 1);
        }
        return secrets;
    }

    private static boolean beginsArgument(CharSequence text, int at) {
        char before = text.charAt(at - 1);
        return (Extent.isBlank(before) || Extent.isQuote(before)) && "-/".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean endsCommand(CharSequence text, int at) {
        char c = text.charAt(at);
        boolean alone = Extent.isBlank(Extent.charAt(text, at - 1)) && Extent.isBlank(Extent.charAt(text, at + 1));
        return c == '\n' && Extent.charAt(text, at - 1) != '\\'
                || c == '|' && alone
                || Extent.startsWith(text, at, " && ")
                || c == ';' && Extent.isBlank(Extent.charAt(text, at + 1));
    }

    private static List<Span> valueOf(CharSequence text, int at, Tool tool) {
        for (String option : tool.options()) {
            if (!Extent.startsWith(text, at, option)) {
                continue;
            }
            int end = at + option.length();
            char next = Extent.charAt(text, end);
            boolean apart =
                    Extent.isBlank(next) || Extent.isQuote(next) && CommandRules.nextArgument(text, end) > end + 1;
            if (apart && tool.form() != Form.ATTACHED) {
                int value = CommandRules.nextArgument(text, end);
                return Extent.charAt(text, value) == '-' || Extent.isBlank(Extent.charAt(text, value))
                        ? RedactionRule.none()
                        : Extent.word(text, value);
            }
            if (!apart && tool.form() != Form.APART) {
                return Extent.word(text, next == '=' ? end + 1 : end);
            }
        }
        return RedactionRule.none();
    }

    private static List<Span> htpasswd(CharSequence text, MatchResult match, int floor) {
        String flags = match.group(1);
        if (flags.indexOf('b') < 0) {
            return RedactionRule.none();
        }
        int at = Extent.skipBlanks(text, match.end());
        for (int skipped = 0; skipped < (flags.indexOf('n') < 0 ? 2 : 1); skipped++) {
            int limit = Math.min(text.length(), at + REACH);
            while (at < limit && !Extent.isBlank(text.charAt(at))) {
                at++;
            }
            at = Extent.skipBlanks(text, at);
        }
        return Extent.isBlank(Extent.charAt(text, at)) ? RedactionRule.none() : Extent.word(text, at);
    }

    /** The database behind the last of these signs is no secret; a password may hold the sign itself. */
    private static int userEnd(CharSequence text, int at) {
        int end = Extent.bareEnd(text, at);
        for (int i = end - 1; i > at; i--) {
            if (text.charAt(i) == '@') {
                return i;
            }
        }
        return end;
    }
}
