package io.runnerwatchdog.evidence;

import java.util.Objects;

/**
 * Masks secrets in text before it is written as evidence. Implementations must be thread-safe and must not take more
 * than linear time: the text is hostile. One that throws costs its text, which is then withheld.
 *
 * <pre>{@code
 * Redactor redactor = Redactor.standard().and(text -> text.replace(licenceKey, "[licence]"));
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
     * Masks what is known to be secret by its form or by its name: values of options and settings such as
     * {@code --password}, {@code token=} and {@code api_key:}, {@code Authorization} and cookie headers, the password
     * in {@code scheme://user:password@host}, private key blocks, JSON Web Tokens, and the tokens of well-known
     * services. Rather masks too much than too little; in linear time.
     *
     * <p>It cannot know a secret that has neither a telling name nor a telling form, nor that an argument which holds
     * blanks goes on after the first of them: a command is written as its arguments joined by blanks.
     */
    static Redactor standard() {
        return StandardRedactor.INSTANCE;
    }

    /** Masks nothing. */
    static Redactor none() {
        return text -> text;
    }
}
