package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.observe.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The processes that the Java platform shows, for systems without {@code /proc}. It shows no environments. */
public final class PlatformTable implements ProcessTable {
    @Override
    public List<Entry> all() {
        return ProcessHandle.allProcesses().map(PlatformTable::entry).toList();
    }

    @Override
    public Optional<Entry> find(long pid) {
        return ProcessHandle.of(pid).map(PlatformTable::entry);
    }

    @Override
    public List<String> variables(long pid, String prefix) {
        return List.of();
    }

    @Override
    public boolean holds(long pid, String file) {
        return false;
    }

    private static Entry entry(ProcessHandle handle) {
        long started =
                handle.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
        String name = handle.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("?");
        return new Entry(
                new ProcessIdentity(handle.pid(), started),
                handle.parent().map(ProcessHandle::pid).orElse(0L),
                name,
                !handle.isAlive());
    }
}
