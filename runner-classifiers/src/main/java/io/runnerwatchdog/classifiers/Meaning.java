package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;

/** What a line says that a signature recognises. */
sealed interface Meaning {
    /** The tool waits or has failed, and this is why. */
    record Trouble(RootCause cause, double confidence) implements Meaning {
        public Trouble {
            if (!(confidence > 0 && confidence <= 1)) {
                throw new IllegalArgumentException("a cause needs a confidence in (0, 1], was " + confidence);
            }
        }
    }

    /** Something about the lines around it; it names no cause. */
    enum Aside implements Meaning {
        /** Goes with the line before, which stays the present: a retry is announced, a stack frame. */
        CONTINUES("continues"),

        /** Ordinary, whatever other words it holds: a test's name, a line of source code. */
        CALM("calm"),

        /** Ordinary, and all that was said before is settled: the lock was acquired, the download is there. */
        OVER("over");

        private final String word;

        Aside(String word) {
            this.word = word;
        }

        /** How files write it. */
        String word() {
            return word;
        }
    }
}
