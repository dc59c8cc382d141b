package io.runnerwatchdog.internal.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a shell does in the child's place before it becomes the child: things that Java cannot do between fork and exec.
 * The process stays the same, so its number, its parent and its pipes are those of the child.
 *
 * @param script ends with {@code exec "$@"}, after it has shifted its own arguments away
 * @param arguments the script's own
 */
public record Prelude(String script, List<String> arguments) {
    private static final String SHELL = "/bin/sh";

    public Prelude {
        arguments = List.copyOf(arguments);
    }

    /** Joins a control group by its file {@code cgroup.procs}. */
    public static Prelude joining(Path procsFile) {
        return new Prelude("{ echo 0 > \"$1\"; } 2>/dev/null; shift; exec \"$@\"", List.of(procsFile.toString()));
    }

    /** Marks the process and all that comes of it by a limit that has no effect. */
    public static Prelude marking(long mark) {
        // The letter is w in dash and busybox, x in bash.
        return new Prelude(
                "ulimit -w \"$1\" 2>/dev/null || ulimit -x \"$1\"; shift; exec \"$@\"", List.of(Long.toString(mark)));
    }

    /**
     * The arguments to start instead; empty where the program could not be found or started: then it is better started
     * plainly, since only that says by a proper error what is wrong with it.
     */
    Optional<List<String>> around(List<String> argv, Optional<Path> directory, Map<String, String> environment) {
        if (!isThere(argv.get(0), directory, environment)) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(List.of(SHELL, "-c", script, "sh"));
        all.addAll(arguments);
        all.addAll(argv);
        return Optional.of(all);
    }

    private static boolean isThere(String program, Optional<Path> directory, Map<String, String> environment) {
        try {
            if (program.contains(File.separator)) {
                return isProgram(directory.orElse(Path.of("")).resolve(program));
            }
            for (String place : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
                if (!place.isEmpty() && isProgram(Path.of(place, program))) {
                    return true;
                }
            }
        } catch (InvalidPathException noPath) {
            return false;
        }
        return false;
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
