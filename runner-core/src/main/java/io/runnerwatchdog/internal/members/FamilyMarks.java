package io.runnerwatchdog.internal.members;

import io.runnerwatchdog.internal.members.Census.Count;
import io.runnerwatchdog.internal.members.ProcessTable.Entry;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what the processes of a run are known.
 *
 * @param root its first process, where it has one
 * @param cookies the names of the variables that mark its processes
 * @param anyCookie whether whoever carries any cookie that is counted belongs to it
 * @param pipes the kernel's names of the pipes that its output comes through
 * @param traces which traces are followed
 */
public record FamilyMarks(
        Optional<ProcessHandle> root, Set<String> cookies, boolean anyCookie, Set<String> pipes, Set<Trace> traces) {
    public FamilyMarks {
        cookies = Set.copyOf(cookies);
        pipes = Set.copyOf(pipes);
        traces = traces.isEmpty() ? EnumSet.noneOf(Trace.class) : EnumSet.copyOf(traces);
    }

    /** A run that we started. */
    public static FamilyMarks ofRun(ProcessHandle root, String cookie, Set<String> pipes, Set<Trace> traces) {
        return new FamilyMarks(Optional.of(root), Set.of(cookie), false, pipes, traces);
    }

    /** A process that somebody else started. */
    public static FamilyMarks ofStranger(ProcessHandle root, Set<Trace> traces) {
        return new FamilyMarks(Optional.of(root), Set.of(), false, Set.of(), traces);
    }

    /** All processes of all runs of this watchdog. */
    public static FamilyMarks ofAllRuns() {
        return new FamilyMarks(Optional.empty(), Set.of(), true, Set.of(), EnumSet.allOf(Trace.class));
    }

    /** Runs that nobody but their cookies tells of. */
    public static FamilyMarks ofCookies(Set<String> cookies) {
        return new FamilyMarks(Optional.empty(), cookies, false, Set.of(), EnumSet.allOf(Trace.class));
    }

    List<Entry> marked(Count count) {
        return count.marked().entrySet().stream()
                .filter(each -> anyCookie || cookies.contains(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .toList();
    }
}
