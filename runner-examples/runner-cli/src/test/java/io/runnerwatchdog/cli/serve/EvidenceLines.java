package io.runnerwatchdog.cli.serve;

import java.time.Instant;

/** Lines of evidence as a runner leaves them. */
public final class EvidenceLines {
    private static final Instant FIRST = Instant.parse("2026-11-24T18:45:54Z");

    private EvidenceLines() {}

    /** @param number which run; also so many seconds after the first */
    public static String exit(int number, int code) {
        return line(
                number,
                "exit",
                "",
                ",\"code\":" + code + ",\"durationMs\":1500,\"status\":\"" + (code == 0 ? "success" : "failed") + "\"");
    }

    /** @param number which run; also so many seconds after the first */
    public static String stall(int number, String cause) {
        return line(number, "idle-timeout", ",\"rootCause\":\"" + cause + "\"", ",\"idleMs\":300");
    }

    private static String line(int number, String event, String cause, String own) {
        Instant at = FIRST.plusSeconds(number);
        return "{\"ts\":\"" + at + "\",\"event\":\"" + event
                + "\",\"commandType\":\"build\",\"environment\":\"ci\",\"command\":\"make\",\"pid\":7,\"host\":\"h\""
                + cause
                + ",\"runId\":\"" + String.format("%032x", number + 1) + "\",\"attempt\":1,\"tsMs\":"
                + at.toEpochMilli()
                + own + "}\n";
    }
}
