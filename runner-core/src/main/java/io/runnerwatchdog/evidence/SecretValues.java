package io.runnerwatchdog.evidence;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which values of environment variables are secret, and how they are masked. */
final class SecretValues {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]{0,20}+://[^@\\s]*+", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SWITCHES = Set.of("disabled", "required", "optional", "undefined", "anonymous");

    private SecretValues() {}

    /** Masks the values wherever they stand. */
    static Redactor masking(Map<String, String> environment) {
        return new KnownValues(forms(environment, value -> true));
    }

    /**
     * Masks what the standard redactor knows, and the values. The values come first: one that holds blanks would be
     * taken for its first word. But not those that are names themselves: without its {@code password} nothing would be
     * known of {@code password=x}.
     */
    static Redactor andStandard(Map<String, String> environment) {
        Predicate<String> isName = SecretNames::tell;
        return new KnownValues(forms(environment, isName.negate()))
                .and(Redactor.standard())
                .and(new KnownValues(forms(environment, isName)));
    }

    private static Set<String> forms(Map<String, String> environment, Predicate<String> wanted) {
        Set<String> forms = new LinkedHashSet<>();
        environment.forEach((name, value) -> {
            if (SecretNames.tell(name) && isSecret(value) && wanted.test(value)) {
                forms.addAll(ValueForms.of(value));
            }
        });
        // Else what has been masked would be masked again.
        forms.removeIf(RedactionRule.MASK::contains);
        return forms;
    }

    private static boolean isSecret(String value) {
        String plain = value.strip();
        return plain.length() >= ValueForms.SHORTEST
                && !Harmless.isPath(plain)
                && !URL.matcher(plain).matches()
                && !SWITCHES.contains(plain.toLowerCase(Locale.ROOT));
    }
}
