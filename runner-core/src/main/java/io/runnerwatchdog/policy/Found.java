package io.runnerwatchdog.policy;

import java.util.List;

/**
 * A command that may be started, and how it came to light.
 *
 * @param words its program and its arguments
 * @param via what starts it, from the outermost, such as {@code sh -c, env}; empty for the command itself
 */
record Found(List<Word> words, Kind kind, String via) {
    /** What an allow list has to say about it. */
    enum Kind {
        /** A program that counts. */
        PROGRAM,
        /** Only a means to start what was found as well. */
        MEANS,
        /** The shell does it by itself and starts nothing, or it is a function of the line. */
        HARMLESS,
        /** It runs a file, its input, or a line that is put together while it runs. */
        HIDING
    }

    Word program() {
        return words.get(0);
    }

    String programName() {
        return Word.baseName(program().text());
    }

    /** Where it was found, as the end of a sentence. */
    String reached() {
        return via.isEmpty() ? "" : ", reached through " + via;
    }

    /** Its words with blanks between them, without quotes. */
    String joined() {
        StringBuilder joined = new StringBuilder();
        for (Word word : words) {
            joined.append(joined.length() == 0 ? "" : " ").append(word.text());
        }
        return joined.toString();
    }

    /** As it is written, for people. */
    String shown() {
        StringBuilder source = new StringBuilder();
        for (Word word : words) {
            source.append(source.length() == 0 ? "" : " ").append(word.source());
            if (source.length() > Shown.LONGEST) {
                break;
            }
        }
        return Shown.quoted(source.toString());
    }
}
