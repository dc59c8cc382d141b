package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.run.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Processes that the host started and that are to be watched. */
final class Strangers {
    private Strangers() {}

    /** What a process is, as far as it can be seen. */
    static Command describe(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        List<String> argv = new ArrayList<>();
        argv.add(info.command().filter(name -> !name.isEmpty()).orElse("process " + process.pid()));
        info.arguments().ifPresent(arguments -> argv.addAll(List.of(arguments)));
        return Command.of(argv);
    }

    /**
     * To stop one of these would be to stop the host.
     *
     * @throws IllegalArgumentException if it is one
     */
    static void refuseSelfAndAncestors(ProcessHandle process) {
        Optional<ProcessHandle> at = Optional.of(ProcessHandle.current());
        for (int depth = 0; at.isPresent() && depth < 100; depth++) {
            if (at.get().equals(process)) {
                throw new IllegalArgumentException("process must be neither the host itself nor an ancestor of it, was "
                        + process.pid() + (depth == 0 ? ", the host" : ", an ancestor"));
            }
            at = at.get().parent();
        }
    }
}
