package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceArchive;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.evidence.EvidenceOptions;
import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.evidence.Rotation;
import io.runnerwatchdog.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the evidence goes through while steps stall: no line is lost, and nothing becomes of the steps that would not else. */
final class EvidenceDrills {
    static final String GROUP = "evidence";

    private static final int STEPS = 5;
    private static final int MANY_STEPS = 30;
    private static final String SLEEPER = "echo before; sleep 1000; true";
    /** A line or two. */
    private static final long SMALL_FILE = 2000;

    private EvidenceDrills() {}

    /** Does something to the evidence. */
    private interface Mischief {
        void in(Path directory) throws IOException, InterruptedException, BrokenException;
    }

    static List<Drill> all() {
        return List.of(
                new Drill(
                        "evidence-file-unwritable",
                        GROUP,
                        "the file cannot be opened while steps stall, because a directory has its name, and can be again"
                                + " later.",
                        "lines wait, then all are there",
                        List.of(),
                        EvidenceDrills::unwritable),
                new Drill(
                        "evidence-directory-removed",
                        GROUP,
                        "the directory is removed between two bursts of stalls, with the lines of the first in it.",
                        "made again, later lines there",
                        List.of(),
                        EvidenceDrills::removed),
                new Drill(
                        "evidence-disk-full",
                        GROUP,
                        "the file system of the evidence is full while steps stall, and has room again later.",
                        "lines wait, then all are there",
                        List.of(new Need.Root(), Need.of("mount"), new Need.Proof("mounts", MAY_MOUNT)),
                        EvidenceDrills::diskFull),
                new Drill(
                        "evidence-rotated-during-stalls",
                        GROUP,
                        "files of a few lines are rotated and compressed all the time while thirty steps stall.",
                        "each line once, all sealed",
                        List.of(),
                        EvidenceDrills::rotated),
                new Drill(
                        "evidence-writer-killed",
                        GROUP,
                        "a runner gets SIGKILL between the line of a stall and the end of its step, which ignores SIGTERM.",
                        "the stall is written, the step gone",
                        List.of(),
                        EvidenceDrills::killed),
                new Drill(
                        "evidence-line-torn",
                        GROUP,
                        "a machine that lost its power in the middle of a line has left half of it.",
                        "one torn line, all others whole",
                        List.of(),
                        EvidenceDrills::torn));
    }

    private static final String MAY_MOUNT =
            "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs \"$d\" && umount \"$d\";"
                    + " s=$?; rmdir \"$d\"; exit $s";

    private static void unwritable(Stage stage) throws IOException, InterruptedException, BrokenException {
        Path directory = Files.createDirectories(stage.directory().resolve("evidence"));
        Path file = directory.resolve(EvidenceLog.FILE_NAME);
        outage(stage, directory, in -> Files.createDirectory(file), in -> Files.delete(file));
    }

    private static void diskFull(Stage stage) throws IOException, InterruptedException, BrokenException {
        Path directory = Files.createDirectories(stage.directory().resolve("full"));
        stage.prepare("mount -t tmpfs -o size=256k tmpfs full");
        Path filler = directory.resolve("filler");
        outage(
                stage,
                directory,
                in -> stage.prepare("cat /dev/zero >full/filler 2>/dev/null || true"),
                in -> Files.delete(filler));
    }

    /** Steps that stall during an outage of the evidence, and one after it. */
    private static void outage(Stage stage, Path directory, Mischief begin, Mischief end)
            throws IOException, InterruptedException, BrokenException {
        AtomicInteger failures = new AtomicInteger();
        try (EvidenceLog log = EvidenceLog.in(directory);
                Watchdog watchdog = stage.watchdog(log, event -> count(event, failures))) {
            begin.in(directory);
            unchanged(stage, stage.runAll(watchdog, Collections.nCopies(STEPS, stage.step(SLEEPER))));
            stage.soon("lines that wait", 2 * STEPS, log::pendingLines);
            stage.soon("the listeners heard that lines could not be written", true, () -> failures.get() > 0);
            end.in(directory);
            unchanged(stage, stage.runAll(watchdog, List.of(stage.step(SLEEPER))));
            watchdog.close();
            stage.equal("lines that still wait", 0, log.pendingLines());
            stage.equal("lines given up", 0L, log.lostLines());
        }
        stage.equal("runs with both lines", (long) STEPS + 1, BurstDrills.wholeStories(stage.evidence(directory)));
    }

    private static void count(RunEvent event, AtomicInteger failures) {
        if (event instanceof RunEvent.ForeignFailed failed && failed.part() == RunEvent.ForeignFailed.Part.EVIDENCE) {
            failures.incrementAndGet();
        }
    }

    /** Whatever becomes of the evidence: they stalled, for their cause, and were stopped. */
    private static void unchanged(Stage stage, List<RunResult> results) {
        for (RunResult result : results) {
            stage.that("a step stalled: " + result.termination().describe(), result.stalled());
            stage.equal("cause", RootCause.CHILD_HANG, result.diagnosis().rootCause());
            stage.equal("survivors", 0, result.stop().survivors().size());
            stage.equal("output", "before", result.stdout().text().strip());
        }
    }

    private static void removed(Stage stage) throws IOException, InterruptedException, BrokenException {
        Path directory = stage.directory().resolve("evidence");
        try (EvidenceLog log = EvidenceLog.in(directory);
                Watchdog watchdog = stage.watchdog(log)) {
            unchanged(stage, stage.runAll(watchdog, Collections.nCopies(STEPS, stage.step(SLEEPER))));
            stage.prepare("rm -r evidence");
            unchanged(stage, stage.runAll(watchdog, Collections.nCopies(STEPS, stage.step(SLEEPER))));
            watchdog.close();
            stage.equal("lines that wait", 0, log.pendingLines());
        }
        stage.equal("runs with both lines", (long) STEPS, BurstDrills.wholeStories(stage.evidence(directory)));
    }

    private static void rotated(Stage stage) throws IOException, InterruptedException, BrokenException {
        Path directory = stage.directory().resolve("evidence");
        EvidenceOptions small = EvidenceOptions.USUAL.rotatedBy(
                Rotation.USUAL.filesOf(SMALL_FILE).compressing());
        try (EvidenceLog log = EvidenceLog.in(directory, small);
                Watchdog watchdog = stage.watchdog(log)) {
            unchanged(stage, stage.runAll(watchdog, Collections.nCopies(MANY_STEPS, stage.step(SLEEPER))));
        }
        EvidenceArchive archive = EvidenceArchive.in(directory);
        stage.that(
                "there were rotations: " + archive.files().size(),
                archive.files().size() >= 5);
        stage.that("all are as they were sealed", archive.verify().holds());
        stage.equal("runs with both lines", (long) MANY_STEPS, BurstDrills.wholeStories(stage.evidence(directory)));
    }

    private static void killed(Stage stage) throws IOException, InterruptedException, BrokenException {
        Path directory = stage.directory().resolve("evidence");
        Path pid = stage.directory().resolve("step.pid");
        Process runner = stage.runner(
                List.of("run-step", "--idle-ms", "3000", "--grace-ms", "60000", "--evidence-dir", directory.toString()),
                "trap '' TERM; echo $$ >part; mv part step.pid; echo before; while :; do sleep 1000; done");
        stage.soon("lines before the end", List.of("idle-timeout"), () -> events(directory));
        runner.destroyForcibly().waitFor();
        long step = Long.parseLong(Files.readString(pid).strip());
        Path process = Path.of("/proc", Long.toString(step));
        stage.soon("the step lives", false, () -> !Leftovers.isDead(process));
        runOne(stage, directory);
        stage.equal("events", List.of("idle-timeout", "idle-timeout", "killed"), events(directory));
        stage.evidence(directory);
    }

    private static List<String> events(Path directory) {
        try (Stream<EvidenceRecord> records = EvidenceReader.ofAll(directory).records()) {
            return records.map(EvidenceRecord::event).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void torn(Stage stage) throws IOException, InterruptedException, BrokenException {
        Path directory = Files.createDirectories(stage.directory().resolve("evidence"));
        runOne(stage, directory);
        Files.writeString(directory.resolve(EvidenceLog.FILE_NAME), "{\"ts\":\"2026-11-2", StandardOpenOption.APPEND);
        runOne(stage, directory);
        List<EvidenceRecord> whole = stage.evidence(directory, 1);
        stage.equal("runs with both lines", 2L, BurstDrills.wholeStories(whole));
    }

    private static void runOne(Stage stage, Path directory) throws InterruptedException, BrokenException {
        try (EvidenceLog log = EvidenceLog.in(directory);
                Watchdog watchdog = stage.watchdog(log)) {
            unchanged(stage, stage.runAll(watchdog, List.of(stage.step(SLEEPER))));
        }
    }
}
