package io.runnerwatchdog.run;

/** Which limit a stalled run reached. */
public enum StallKind {
    /** No sign of life for the idle limit. */
    IDLE("idle"),
    /** Longer than the hard limit in all. */
    HARD("hard");

    private final String word;

    StallKind(String word) {
        this.word = word;
    }

    /** The word in evidence and meters: {@code idle} or {@code hard}. */
    public String word() {
        return word;
    }
}
