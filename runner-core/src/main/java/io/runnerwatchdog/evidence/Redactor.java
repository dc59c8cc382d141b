package io.runnerwatchdog.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Masks secrets in text before it is written as evidence. Implementations must be thread-safe and must not take more
 * than linear time: the text is hostile. One that throws costs its text, which is then withheld.
 *
 * <pre>{@code
 * Redactor redactor = Redactor.standard(System.getenv())
 *         .and(Redactor.patterns(List.of("LIC-[0-9]{12}", "customer (\\d+)")))
 *         .and(text -> text.replace(licenceKey, "[licence]"));
 * EvidenceLog log = EvidenceLog.in(Path.of("evidence/runner"), redactor);
 * }</pre>
 */
@FunctionalInterface
public interface Redactor {
    /** The text with its secrets masked. */
    String redact(String text);

    /** This redactor, then another one over what it left. */
    default Redactor and(Redactor next) {
        Objects.requireNonNull(next, "next");
        return text -> next.redact(redact(text));
    }

    /**
     * Masks what is known to be secret by its form or by its name: values of options, settings and variables such as
     * {@code --password}, {@code token=} and {@code API_KEY=}, {@code Authorization} and cookie headers, the password
     * in {@code scheme://user:password@host}, signatures in URLs, passwords among the arguments of well-known tools,
     * private key blocks, JSON Web Tokens, and the tokens of well-known services. Rather masks too much than too
     * little; in linear time.
     *
     * <p>It cannot know a secret that has neither a telling name nor a telling form, nor that an argument which holds
     * blanks goes on after the first of them: a command is written as its arguments joined by blanks.
     */
    static Redactor standard() {
        return StandardRedactor.INSTANCE;
    }

    /** What {@link #standard()} and {@link #ofValues} mask together; {@link System#getenv()} is what it is made for. */
    static Redactor standard(Map<String, String> environment) {
        return SecretValues.andStandard(environment);
    }

    /**
     * Masks the values of those variables whose names say that they are secret, wherever they stand, whatever is beside
     * them: also as they stand in JSON, in URLs and in base64. The values are taken now; how many they are does not
     * change how long it takes.
     *
     * <p>Left out are values of fewer than 8 characters, which would be found in ordinary words, and those that name a
     * file or are a URL without credentials.
     */
    static Redactor ofValues(Map<String, String> environment) {
        return SecretValues.masking(environment);
    }

    /**
     * Masks what the host's own regular expressions match, one after the other: the first group where an expression has
     * one that took part in the match, else all of the match.
     *
     * <p>An expression that backtracks too much over some text gives up on that text, by an unchecked exception; the
     * text is then withheld from evidence.
     *
     * @throws IllegalArgumentException if one of them does not compile; it says which one and where
     */
    static Redactor patterns(Collection<String> regexes) {
        List<BoundedPattern> patterns =
                regexes.stream().map(BoundedPattern::new).toList();
        return text -> {
            String masked = text;
            for (BoundedPattern pattern : patterns) {
                masked = pattern.mask(masked);
            }
            return masked;
        };
    }

    /** Masks nothing. */
    static Redactor none() {
        return text -> text;
    }
}
