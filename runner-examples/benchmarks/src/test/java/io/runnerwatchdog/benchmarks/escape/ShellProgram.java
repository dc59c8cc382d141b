package io.runnerwatchdog.benchmarks.escape;

import java.util.List;

/** Two of the cases as shell scripts, so that a test needs no compiler. */
final class ShellProgram implements CaseProgram {
    /** Notes the process, then becomes a sleep that carries the token: as digits behind the point of its seconds. */
    private static final String STAY = "read -r line </proc/$$/stat; echo \"$line\" >>\"$1\"; exec sleep \"$2\"";

    private static final String STAY_WITH = "%s sh -c \"$3\" sh \"$1\" \"$2\" %s & " + STAY;

    @Override
    public List<String> argv(Case played, Mark mark) {
        String script = switch (played.id()) {
            case "grandchild" -> STAY_WITH.formatted("", ">/dev/null 2>&1");
            case "setsid" -> STAY_WITH.formatted("setsid", "");
            default -> throw new IllegalArgumentException("not in shell: " + played);
        };
        return List.of("sh", "-c", script, "sh", mark.pids().toString(), "600." + mark.token(), STAY);
    }
}
