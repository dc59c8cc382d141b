package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.run.RunId;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The environment variables by which the processes of a run are found again, whoever their parent is by then.
 *
 * <p>The ids are in the <em>name</em> of the variable, not in its value: a watchdog that runs inside a supervised step
 * adds a second variable instead of replacing the first, so both find what is theirs. The value says who owns it.
 */
public final class Cookie {
    private static final String PREFIX = "RUNNER_WATCHDOG_";

    private final String instance;
    private final String owner;

    private Cookie(String instance, String owner) {
        this.instance = instance;
        this.owner = owner;
    }

    /** A cookie for a watchdog of this process, not to be guessed. */
    public static Cookie random(SecureRandom random) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        ProcessHandle self = ProcessHandle.current();
        long started =
                self.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
        return new Cookie(HexFormat.of().formatHex(bytes), self.pid() + ":" + started);
    }

    /** How the variables of all runs of this watchdog begin. */
    public String prefix() {
        return PREFIX + instance + "_";
    }

    /** The variable's name for one run. */
    public String name(RunId run) {
        return prefix() + run.value();
    }

    /** The variable's value: {@code pid:start} of the host. */
    public String value() {
        return owner;
    }
}
