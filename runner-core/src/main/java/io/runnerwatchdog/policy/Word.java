package io.runnerwatchdog.policy;

/**
 * One word of a command, as the shell would hand it on.
 *
 * @param text without quotes, and without what is only known when it runs
 * @param source as it is written
 * @param known whether the text is all of it: no expansion, no pattern for file names
 * @param plain whether it is written without quotes and expansions, so that it may be a word of the shell's own language
 */
record Word(String text, String source, boolean known, boolean plain) {
    /** A word that no shell has touched. */
    static Word literal(String text) {
        return new Word(text, text, true, true);
    }

    /** The last part of a path; the whole where it is none. */
    static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
