package io.runnerwatchdog.cli.step;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The shell that runs a step's line: bash where there is one, else sh. */
public final class Shell {
    private Shell() {}

    public static List<String> line(String line, boolean login) {
        return List.of(isOnPath("bash") ? "bash" : "sh", login ? "-lc" : "-c", line);
    }

    public static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
