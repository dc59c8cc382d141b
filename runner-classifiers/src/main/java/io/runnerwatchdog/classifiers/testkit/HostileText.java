package io.runnerwatchdog.classifiers.testkit;

import java.util.List;

/** What a step may print, or a process call itself, to the harm of whoever reads it carelessly. */
final class HostileText {
    private static final int LONG = 100_000;

    /** Short ones, each of which breaks some way of reading, showing or joining text. */
    static final List<String> SHORT = List.of(
            "\u0000",
            "\u001b[2J\u001b]0;title\u0007\u009b31m",
            "\r\r\n\u2028\u2029\u0085",
            "\ud800",
            "\udc00\ud800\udfff",
            "\u202egnp.exe\u2066\ufeff",
            "İıß\u0130\u0345ﬀ",
            "%s %n %1$9999999s ${jndi:x} {} {0} $1 \\Q\\E\\",
            "[(*+?{2,1}|^$",
            "<script>&amp;]]>\"'`",
            "-1 9223372036854775808 1e999 NaN 0x7fffffff",
            "../../etc/passwd\u0000.png",
            " \t\u00a0\u3000");

    private HostileText() {}

    /** Long ones, which keep a pattern that tracks back, or a loop over all the rest, busy for years. */
    static List<String> longOnes() {
        return List.of(
                "a".repeat(LONG) + "!",
                " ".repeat(LONG) + "x",
                "(".repeat(LONG),
                "ab".repeat(LONG / 2) + "\n" + "ab".repeat(LONG / 2),
                "\n".repeat(LONG),
                "error: ".repeat(LONG / 7));
    }
}
