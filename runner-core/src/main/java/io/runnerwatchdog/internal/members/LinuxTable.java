package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.linux.ProcFs;
import io.runnerwatchdog.internal.linux.ProcStat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes under {@code /proc}. */
public final class LinuxTable implements ProcessTable {
    private final ProcFs proc;

    public LinuxTable(ProcFs proc) {
        this.proc = proc;
    }

    @Override
    public List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        for (ProcStat process : proc.processes()) {
            all.add(entry(process));
        }
        return all;
    }

    @Override
    public Optional<Entry> find(long pid) {
        Optional<ProcStat> there = proc.process(pid);
        return there.isPresent() ? Optional.of(entry(there.get())) : Optional.empty();
    }

    @Override
    public OptionalLong newestNumber() {
        return proc.newestNumber();
    }

    @Override
    public OptionalLong mark(long pid) {
        return proc.fileLockLimit(pid);
    }

    @Override
    public boolean isProcess(long pid) {
        return proc.isProcess(pid);
    }

    @Override
    public List<Long> children(long pid) {
        return proc.children(pid);
    }

    @Override
    public Map<String, String> variables(long pid, String prefix) {
        return proc.environment(pid, prefix.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String commandLine(Entry entry) {
        List<String> words = proc.commandLine(entry.pid());
        return words.isEmpty() ? entry.name() : String.join(" ", words);
    }

    @Override
    public OptionalLong owner(long pid) {
        return proc.owner(pid);
    }

    @Override
    public Set<String> pipes(long pid) {
        return proc.openFiles(pid).values().stream()
                .filter(file -> file.startsWith("pipe:"))
                .collect(Collectors.toSet());
    }

    private static Entry entry(ProcStat stat) {
        return new Entry(
                stat.identity(), stat.parentPid(), stat.processGroup(), stat.session(), stat.name(), stat.state());
    }
}
