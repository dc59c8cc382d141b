package io.runnerwatchdog.benchmarks.escape;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program in C, compiled where it is used. */
final class CompiledProgram implements CaseProgram {
    /** It cannot be made here; the message says why. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(String message) {
            super(message);
        }
    }

    private static final String NAME = "escape";
    private static final List<String> SOURCES = List.of("escape.c", "process.h");
    private static final String SETUID_CASE = "setuid";
    private static final int NOBODY = 65534;
    private static final int MODE = 04755;

    private final Path program;
    private final Optional<String> noSetuid;

    private CompiledProgram(Path program, Optional<String> noSetuid) {
        this.program = program;
        this.noSetuid = noSetuid;
    }

    /** Compiles it into this directory. */
    static CompiledProgram in(Path directory) throws Unavailable, IOException, InterruptedException {
        for (String source : SOURCES) {
            try (InputStream text = CompiledProgram.class.getResourceAsStream(source)) {
                Files.copy(text, directory.resolve(source));
            }
        }
        Path program = directory.resolve(NAME);
        String complaints;
        try {
            complaints =
                    output("gcc", "-std=gnu11", "-O1", "-o", program.toString(), directory.resolve(NAME + ".c") + "");
        } catch (IOException absent) {
            throw new Unavailable("the cases are a program in C, and there is no gcc here: " + absent.getMessage());
        }
        if (!Files.isExecutable(program)) {
            throw new Unavailable("gcc does not compile the cases:\n" + complaints);
        }
        return new CompiledProgram(program, setuidCopy(program, directory.resolve(NAME + "-" + SETUID_CASE)));
    }

    /** Makes a copy that runs as nobody, for the one case that needs it; says why where that cannot be. */
    private static Optional<String> setuidCopy(Path program, Path copy) throws IOException, InterruptedException {
        Files.copy(program, copy);
        try {
            // The owner first: to give a file away takes the bit from it.
            Files.setAttribute(copy, "unix:uid", NOBODY);
            Files.setAttribute(copy, "unix:mode", MODE);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException refused) {
            return Optional.of("only root can make a setuid program of another user");
        }
        String[] ids = output(copy.toString(), "ids").trim().split(" ");
        return ids.length == 2 && !ids[0].equals(ids[1])
                ? Optional.empty()
                : Optional.of("the temporary directory is on a file system without setuid programs");
    }

    private static String output(String... argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Override
    public List<String> argv(Case played, Mark mark) {
        return List.of(
                program.toString(), played.id(), mark.token(), mark.pids().toString());
    }

    @Override
    public Optional<String> obstacle(Case played) {
        return played.id().equals(SETUID_CASE) ? noSetuid : Optional.empty();
    }
}
