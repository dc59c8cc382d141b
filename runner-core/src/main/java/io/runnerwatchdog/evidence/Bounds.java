package io.runnerwatchdog.evidence;

/**
 * How much of each text and list goes into one line. The first step is what an operator wants to see; a line that comes
 * out too long is written again with the next step, of which the last fits whatever the texts hold.
 */
record Bounds(int command, int prose, int detail, int links, int verdicts, int reasons) {
    /** No line is longer, its end included: 64 KiB together with the end of a torn line that may have to precede it. */
    static final int LINE_BYTES = 64 * 1024 - 1;
    /** Command type, environment, host, classifier id. */
    static final int NAME = 256;

    static final Bounds USUAL = new Bounds(4096, 2000, 400, 64, 16, 16);

    /** Six bytes is the most that one character can become: an escape. Eighths of the usual fit even so. */
    static final Bounds LEAST = new Bounds(512, 500, 100, 8, 2, 2);

    Bounds tighter() {
        return new Bounds(
                Math.max(LEAST.command, command / 2),
                Math.max(LEAST.prose, prose / 2),
                Math.max(LEAST.detail, detail / 2),
                Math.max(LEAST.links, links / 2),
                Math.max(LEAST.verdicts, verdicts / 2),
                Math.max(LEAST.reasons, reasons / 2));
    }
}
