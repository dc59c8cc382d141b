package io.runnerwatchdog.evidence;

import java.util.List;

/** Applies the {@linkplain RedactionRule rules} one after the other. */
final class StandardRedactor implements Redactor {
    static final StandardRedactor INSTANCE = new StandardRedactor();

    /** Headers and keys first: the later rules would mask their first word and leave the rest. */
    private final List<RedactionRule> rules = List.of(
            KeyRules.PRIVATE_KEY,
            KeyRules.PUTTY_KEY,
            HeaderRules.HEADER,
            HeaderRules.BEARER,
            HeaderRules.URL,
            CommandRules.AWS_SECRET,
            SettingRules.PAIR,
            SettingRules.ELEMENT,
            SettingRules.SETTING,
            CommandRules.OPTION,
            CommandRules.USER_OPTION,
            CommandRules.QUOTED,
            CommandRules.NETRC,
            CommandRules.CONFIGURED,
            CommandRules.PIPED,
            ToolRules.OPTIONS,
            ToolRules.PASS_SOURCE,
            ToolRules.BY_PLACE,
            ToolRules.HTPASSWD,
            ToolRules.SQLPLUS,
            KeyRules.WEBHOOK,
            KeyRules.KNOWN_TOKEN);

    private StandardRedactor() {}

    List<RedactionRule> rules() {
        return rules;
    }

    @Override
    public String redact(String text) {
        String masked = text;
        for (RedactionRule rule : rules) {
            masked = rule.apply(masked);
        }
        return masked;
    }
}
