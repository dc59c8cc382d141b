package io.runnerwatchdog.benchmarks.escape;

import java.io.OutputStream;
import java.util.List;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** Apache Commons Exec with its {@code ExecuteWatchdog}. */
final class CommonsExec implements Stopper {
    @Override
    public String name() {
        return "Commons Exec 1.6.0";
    }

    @Override
    public Ending run(List<String> argv) throws Exception {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(
                        new PumpStreamHandler(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))
                .get();
        executor.setExitValues(null);
        ExecuteWatchdog watchdog = ExecuteWatchdog.builder().setTimeout(LIMIT).get();
        executor.setWatchdog(watchdog);
        CommandLine line = new CommandLine(argv.get(0));
        argv.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        executor.execute(line);
        return watchdog.killedProcess() ? Ending.STOPPED : Ending.BY_ITSELF;
    }
}
