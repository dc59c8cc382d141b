package io.runnerwatchdog.internal.members;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * By what the processes of a run are known.
 *
 * @param root its first process, where it has one
 * @param cookies the names of the variables that mark its processes
 * @param anyCookie whether whoever carries any cookie that is counted belongs to it
 * @param pipes the kernel's names of the pipes that its output comes through
 * @param mark the marks of its processes, where they were given one
 * @param group the numbers of the processes in its control group, asked anew each time
 * @param traces which traces are followed
 */
public record FamilyMarks(
        Optional<ProcessHandle> root,
        Set<String> cookies,
        boolean anyCookie,
        Set<String> pipes,
        Optional<MarkRange> mark,
        Optional<Supplier<List<Long>>> group,
        Set<Trace> traces) {
    public FamilyMarks {
        cookies = Set.copyOf(cookies);
        pipes = Set.copyOf(pipes);
        traces = traces.isEmpty() ? EnumSet.noneOf(Trace.class) : EnumSet.copyOf(traces);
    }

    /** A run that we started, known by its cookie; more is added to it. */
    public static FamilyMarks ofRun(ProcessHandle root, String cookie, Set<Trace> traces) {
        return new FamilyMarks(
                Optional.of(root), Set.of(cookie), false, Set.of(), Optional.empty(), Optional.empty(), traces);
    }

    /** A process that somebody else started. */
    public static FamilyMarks ofStranger(ProcessHandle root, Set<Trace> traces) {
        return new FamilyMarks(
                Optional.of(root), Set.of(), false, Set.of(), Optional.empty(), Optional.empty(), traces);
    }

    /** All processes of all runs of this watchdog. */
    public static FamilyMarks ofAllRuns() {
        return new FamilyMarks(
                Optional.empty(),
                Set.of(),
                true,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                EnumSet.allOf(Trace.class));
    }

    /** Runs that nobody but their cookies tells of. */
    public static FamilyMarks ofCookies(Set<String> cookies) {
        return new FamilyMarks(
                Optional.empty(),
                cookies,
                false,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                EnumSet.allOf(Trace.class));
    }

    /** Known by these pipes as well. */
    public FamilyMarks pipes(Set<String> names) {
        return new FamilyMarks(root, cookies, anyCookie, names, mark, group, traces);
    }

    /** Known by these marks as well. */
    public FamilyMarks mark(Optional<MarkRange> range) {
        return new FamilyMarks(root, cookies, anyCookie, pipes, range, group, traces);
    }

    /** Known by this control group as well. */
    public FamilyMarks group(Supplier<List<Long>> members) {
        return new FamilyMarks(root, cookies, anyCookie, pipes, mark, Optional.of(members), traces);
    }

    boolean follows(Trace trace) {
        return traces.contains(trace);
    }

    /** Whether one of these cookies is the run's. */
    boolean isCookie(String name) {
        return anyCookie || cookies.contains(name);
    }
}
