package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.ProcStat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The processes under {@code /proc}. */
public final class LinuxTable implements ProcessTable {
    private final ProcFs proc;

    public LinuxTable(ProcFs proc) {
        this.proc = proc;
    }

    @Override
    public List<Entry> all() {
        return proc.processes().stream().map(LinuxTable::entry).toList();
    }

    @Override
    public Optional<Entry> find(long pid) {
        return proc.process(pid).map(LinuxTable::entry);
    }

    @Override
    public List<String> variables(long pid, String prefix) {
        return proc.environmentNames(pid, prefix.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean holds(long pid, String file) {
        return proc.openFiles(pid).containsValue(file);
    }

    private static Entry entry(ProcStat stat) {
        return new Entry(
                stat.identity(), stat.parentPid(), stat.name(), stat.state().isDead());
    }
}
