package io.runnerwatchdog.internal.diagnose;

/** Words about what code of the host threw; even its exceptions are code of the host. */
final class Foreign {
    private Foreign() {}

    static String describe(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (RuntimeException | Error hostile) {
            return thrown.getClass().getName() + " (which cannot tell its message)";
        }
    }
}
