package io.runnerwatchdog.benchmarks.escape;

import io.runnerwatchdog.benchmarks.escape.Seen.Born;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Sees which processes of one round live, whoever started or stopped them, and ends those that are left. */
final class Witness {
    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long NAP_MILLIS = 5;

    /** A process that forks and exits may slip through one look at the machine, or two. */
    private static final int LOOKS = 3;

    private final Mark mark;

    Witness(Mark mark) {
        this.mark = mark;
    }

    /** How many live now: the most that were seen in a few looks. */
    int count() throws IOException, InterruptedException {
        int most = 0;
        for (int look = 0; look < LOOKS; look++) {
            most = Math.max(most, living().size());
            Thread.sleep(NAP_MILLIS);
        }
        return most;
    }

    /** Those that live now, known by either way. */
    Set<Born> living() throws IOException {
        Set<Born> living = new HashSet<>(byArguments());
        living.addAll(byFile());
        return living;
    }

    /** Those that live now and have the token among their arguments. */
    Set<Born> byArguments() throws IOException {
        Set<Born> living = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                // The process is looked at after its arguments: where the number went to another meanwhile, that one
                // is younger, and is not taken for the one before.
                Optional<Seen> before = look(process);
                if (before.isPresent() && carriesToken(process)) {
                    look(process)
                            .filter(Seen::alive)
                            .map(Seen::born)
                            .filter(born -> born.equals(before.get().born()))
                            .ifPresent(living::add);
                }
            }
        }
        return living;
    }

    /** Those that live now and wrote into the file. */
    Set<Born> byFile() throws IOException {
        Set<Born> living = new HashSet<>();
        for (String line : Files.readAllLines(mark.pids(), StandardCharsets.ISO_8859_1)) {
            Seen.parse(line).map(Seen::born).filter(Witness::lives).ifPresent(living::add);
        }
        return living;
    }

    /**
     * Kills all that live until none is left.
     *
     * @throws IllegalStateException if some cannot be killed: then nothing that comes after can be trusted
     */
    void sweep() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int emptyLooks = 0;
        while (emptyLooks < LOOKS) {
            Set<Born> left = living();
            left.forEach(Witness::kill);
            emptyLooks = left.isEmpty() ? emptyLooks + 1 : 0;
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("cannot be killed: " + left);
            }
            // Without a pause while any is left: those that fork must not be faster.
            if (left.isEmpty()) {
                Thread.sleep(NAP_MILLIS);
            }
        }
    }

    private static void kill(Born born) {
        // The handle first: it checks itself that its process is still the same, but not that it was the right one.
        ProcessHandle.of(born.pid()).filter(handle -> lives(born)).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static boolean lives(Born born) {
        return look(PROC.resolve(String.valueOf(born.pid())))
                .filter(Seen::alive)
                .filter(seen -> seen.born().equals(born))
                .isPresent();
    }

    /** Not so the tool that runs the command and repeats its words. */
    private boolean carriesToken(Path process) {
        String words = read(process.resolve("cmdline"));
        return words.contains(mark.token()) && !words.startsWith(TimeoutTool.PROGRAM + '\0');
    }

    private static Optional<Seen> look(Path process) {
        return Seen.parse(read(process.resolve("stat")));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
