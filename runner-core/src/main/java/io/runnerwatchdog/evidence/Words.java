package io.runnerwatchdog.evidence;

/** The words of the evidence file. They are a contract with operators and readers: never renamed, only added to. */
final class Words {
    static final String TS = "ts";
    static final String EVENT = "event";
    static final String COMMAND_TYPE = "commandType";
    static final String ENVIRONMENT = "environment";
    static final String COMMAND = "command";
    static final String PID = "pid";
    static final String HOST = "host";
    static final String ROOT_CAUSE = "rootCause";
    static final String RUN_ID = "runId";
    static final String ATTEMPT = "attempt";
    static final String TS_MS = "tsMs";
    static final String SHADOW = "shadow";

    static final String IDLE_MS = "idleMs";
    static final String HARD_MS = "hardMs";
    static final String WARN_MS = "warnMs";
    static final String SILENT_MS = "silentMs";
    static final String DIAGNOSIS_MS = "diagnosisMs";
    static final String GRACE_USED_MS = "graceUsedMs";
    static final String DURATION_MS = "durationMs";
    static final String LONGEST_SILENCE_MS = "longestSilenceMs";
    static final String STOP_MS = "stopMs";

    static final String CONFIDENCE = "confidence";
    static final String DIAGNOSIS = "diagnosis";
    static final String SUMMARY = "summary";
    static final String CHAIN = "chain";
    static final String VERDICTS = "verdicts";
    static final String CLASSIFIER = "classifier";
    static final String BECAUSE = "because";

    static final String OUT = "out";
    static final String ERR = "err";
    static final String CODE = "code";
    static final String SIGNAL = "signal";
    static final String SURVIVORS = "survivors";
    static final String SURVIVOR_NAMES = "survivorNames";
    static final String PROCESSES = "processes";
    static final String WHY = "why";
    static final String SIGNALS = "signals";
    static final String MS = "ms";
    static final String DIED_MS = "diedMs";
    static final String UNKILLABLE = "unkillable";
    static final String STATUS = "status";
    static final String REASON = "reason";
    static final String START_FAILURE = "startFailure";
    static final String UNTIL_TS = "untilTs";

    static final String IDLE_TIMEOUT = "idle-timeout";
    static final String HARD_TIMEOUT = "hard-timeout";
    static final String SLOW = "slow";
    static final String KILLED = "killed";
    static final String EXIT = "exit";
    static final String SKIPPED = "skipped";
    static final String BLOCKED = "blocked";

    static final String SUCCESS = "success";
    static final String FAILED = "failed";
    static final String UNKNOWN_STATUS = "unknown";

    private Words() {}
}
