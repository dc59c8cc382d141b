package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.ProcessState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The processes that the Java platform shows, for systems without {@code /proc}. It shows no environments, sessions or
 * open files.
 */
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
    public OptionalLong newestNumber() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong mark(long pid) {
        return OptionalLong.empty();
    }

    @Override
    public boolean isProcess(long pid) {
        return true;
    }

    @Override
    public List<Long> children(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public Map<String, String> variables(long pid, String prefix) {
        return Map.of();
    }

    @Override
    public String commandLine(Entry entry) {
        return ProcessHandle.of(entry.pid())
                .flatMap(handle -> handle.info().commandLine())
                .orElse(entry.name());
    }

    @Override
    public OptionalLong owner(long pid) {
        return OptionalLong.empty();
    }

    @Override
    public Set<String> pipes(long pid) {
        return Set.of();
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
                0,
                0,
                name,
                handle.isAlive() ? ProcessState.UNKNOWN : ProcessState.DEAD);
    }
}
