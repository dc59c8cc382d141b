package io.runnerwatchdog.evidence;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes hostile text fit to be written: redacted first, cut afterwards. The other way round a cut could leave half of a
 * secret that no pattern knows any more. Thread-safe if the redactor is.
 */
final class SafeText {
    /** The characters of each stream that an evidence line keeps. */
    static final int TAIL = 800;

    /** How much is redacted at most for one text: bounds the work, and is far more than is ever written of it. */
    private static final int WINDOW = 16 * 1024;
    /** How far into the window a clean place to cut is looked for. */
    private static final int SEAM = 1024;

    private static final String UNREDACTABLE = "[withheld: the redactor failed]";

    private final Redactor redactor;
    private final AtomicBoolean failureLogged = new AtomicBoolean();

    SafeText(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The first {@code max} characters of the redacted text. */
    String head(String text, int max) {
        return Text.head(clean(text.length() <= WINDOW ? text : text.substring(0, lastSeam(text))), max);
    }

    /** The last {@value #TAIL} characters of the redacted text. */
    String tail(String text) {
        return Text.tail(clean(text.length() <= WINDOW ? text : text.substring(firstSeam(text))), TAIL);
    }

    private String clean(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            String redacted = redactor.redact(text);
            if (redacted != null) {
                return Text.wellFormed(redacted);
            }
            logOnce(new NullPointerException("redact() returned null"));
        } catch (Throwable e) {
            logOnce(e);
        }
        // What could not be redacted may hold a secret: rather lose the text than print it.
        return UNREDACTABLE;
    }

    private void logOnce(Throwable problem) {
        if (failureLogged.compareAndSet(false, true)) {
            // By its class only: its message may hold what could not be redacted.
            log().warn(
                            "{} failed to redact ({}); its texts are withheld from evidence",
                            redactor.getClass().getName(),
                            problem.getClass().getName());
        }
    }

    private static int lastSeam(String text) {
        for (int i = WINDOW; i > WINDOW - SEAM; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return WINDOW;
    }

    private static int firstSeam(String text) {
        int from = text.length() - WINDOW;
        for (int i = from; i < from + SEAM; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return from;
    }

    private static Logger log() {
        return LoggerFactory.getLogger(SafeText.class);
    }
}
