package io.runnerwatchdog.evidence;

import java.util.List;

/** Applies the {@linkplain RedactionRule rules} one after the other. */
final class StandardRedactor implements Redactor {
    static final StandardRedactor INSTANCE = new StandardRedactor();

    /** Headers and keys first: the later rules would mask their first word and leave the rest. */
    private final List<RedactionRule> rules = List.of(
            RedactionRules.PRIVATE_KEY,
            RedactionRules.HEADER,
            RedactionRules.BEARER,
            RedactionRules.URL,
            RedactionRules.SETTING,
            RedactionRules.OPTION,
            RedactionRules.USER_OPTION,
            RedactionRules.SHORT_OPTION,
            RedactionRules.KNOWN_TOKEN);

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
