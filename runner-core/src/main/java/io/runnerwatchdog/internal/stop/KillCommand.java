package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.internal.process.HelperProcess;
import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.run.StopReceipt.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** Signals by the {@code kill} that every POSIX shell has built in: one short-lived {@code sh} for any number of targets. */
public final class KillCommand implements Signals {
    /** It takes a millisecond or two; a machine on which it takes longer has other troubles. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Override
    public void send(Signal signal, List<Long> pids) {
        if (!pids.isEmpty()) {
            kill(signal.name(), pids);
        }
    }

    /** SIGQUIT: a JVM takes it for a request, and so only one that is known to be a JVM must get it. */
    public void quit(long pid) {
        kill("QUIT", List.of(pid));
    }

    private static void kill(String signal, List<Long> pids) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", "s=$1; shift; kill -\"$s\" \"$@\"", "sh", signal));
        pids.forEach(pid -> argv.add(Long.toString(pid)));
        try {
            HelperProcess.start(argv, "").end(PATIENCE);
        } catch (IOException refused) {
            log().warn("signal {} could not be sent to {} processes: {}", signal, pids.size(), refused.toString());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static Logger log() {
        return Logs.of(KillCommand.class);
    }
}
