package io.runnerwatchdog.policy;

import java.util.List;

/** What a shell line is made of, in the order in which it is written. */
sealed interface Statement {
    /** A program with its arguments; assignments before it and redirections are left out. */
    record Simple(List<Word> words) implements Statement {
        public Simple {
            words = List.copyOf(words);
        }
    }

    /** A function that is there from here on, whatever way the line takes. Its body is among the statements. */
    record Definition(String name) implements Statement {}

    /** What was defined may be gone: it was in a part of a pipe, or in the background. */
    record Forgotten() implements Statement {}
}
