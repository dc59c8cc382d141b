package io.runnerwatchdog.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.evidence.EvidenceReader;
import io.runnerwatchdog.evidence.EvidenceRecord;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.maven.Maven.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Real builds that use the plugin and the hook of Surefire: one of a project with five modules, one without a project. */
@Tag("process")
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildsTest {
    private Path project;
    private Path nothing;
    private Outcome build;
    private Outcome call;

    @BeforeAll
    void build(@TempDir Path directory) throws Exception {
        project = directory.resolve("project");
        nothing = Files.createDirectory(directory.resolve("nothing"));
        copy(Path.of("src/test/resources/project"), project);
        Maven maven = new Maven(Files.createDirectory(directory.resolve("maven")));

        // At the same time, since the goal says that it can.
        build = maven.build(project, "--fail-at-end", "-T", "4", "verify");
        call = maven.build(
                nothing,
                "io.runnerwatchdog:runner-maven-plugin:" + OwnRepository.VERSION + ":exec",
                "-Drunner.commandLine=echo called in $(basename $PWD); exit 7",
                "-Drunner.successCodes=0,7");
    }

    /** Surefire ends its JVM and leaves alone what that has started. */
    @AfterAll
    void endTheProgramOfTheHungTest() throws IOException {
        Path pid = project.resolve("hangs/sleep.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aStepThatEndsLetsTheBuildPassAndItsOutputIsInTheLog() {
        assertThat(build.log())
                .contains("[INFO] canary: smoke test of 'two words' in passes")
                .contains("[INFO] green and ?")
                .containsPattern("passes \\.+ SUCCESS");
    }

    @Test
    void outputGoesIntoAFileInsteadAndOtherCodesMayBeSuccesses() throws IOException {
        assertThat(Files.readAllLines(project.resolve("variants/target/logs/step.log")))
                .containsExactlyInAnyOrder("fine", "odd");
        assertThat(build.log()).containsPattern("variants \\.+ SUCCESS").doesNotContain("[INFO] fine", "[INFO] odd");
    }

    @Test
    void aStepThatIsToBeSkippedDoesNotRun() {
        assertThat(build.log()).contains("[INFO] skipped by runner.skip");
        assertThat(project.resolve("variants/target/ran")).doesNotExist();
    }

    @Test
    void aStepThatStallsFailsTheBuildWithTheDiagnosisAndLeavesNoProcess() throws IOException {
        long sleep = Long.parseLong(
                Files.readString(project.resolve("stalls/sleep.pid")).strip());

        assertThat(build.code()).isNotZero();
        assertThat(build.log())
                .containsPattern("stalls \\.+ FAILURE")
                .contains("stalled after 2 s without output, child_hang")
                .contains("└─ sleep[" + sleep + "] sleeps")
                .contains("root cause child_hang");
        assertThat(Sh.lives(sleep)).isFalse();
        try (Stream<EvidenceRecord> evidence = EvidenceReader.of(
                        project.resolve("stalls/target/runner/stall-events.jsonl"))
                .records()) {
            assertThat(evidence.map(EvidenceRecord::event)).containsExactly("idle-timeout", "killed");
        }
    }

    @Test
    void aWrongParameterIsNamedWithWhatWasFoundAndExpected() {
        assertThat(build.log())
                .containsPattern("wrong \\.+ FAILURE")
                .contains("parameter idleMs (property runner.idleMs) of runner:exec: found 9000,"
                        + " expected less than hardMs, which is 5000");
    }

    @Test
    void aHungForkOfSurefireIsReportedWithItsCauseAndItsThreads() throws IOException {
        String sleep =
                "sleep[" + Files.readString(project.resolve("hangs/sleep.pid")).strip() + "]";
        List<Path> reports = filesOf(project.resolve("hangs/target/surefire-reports"), "hang-*-fork1.txt");
        List<Path> threads = filesOf(project.resolve("hangs/target/surefire-reports"), "hang-*-fork1-threads.txt");

        assertThat(reports).hasSize(1);
        assertThat(Files.readString(reports.get(0)))
                .contains("Root cause: child_hang")
                .containsPattern("java\\[\\d+\\][^\\n]* waits for " + sleep.replaceAll("[\\[\\]]", "\\\\$0"))
                .contains("└─ " + sleep + " sleeps")
                .contains("sleep 1000");
        assertThat(threads).hasSize(1);
        assertThat(Files.readString(threads.get(0))).contains("at demo.HangsTest.waitsForAProgramThatDoesNotEnd");
        assertThat(build.log())
                .contains("fork 1 hangs, child_hang")
                .contains(reports.get(0).toString());
    }

    @Test
    void theGoalIsCalledWithPropertiesAlone() {
        assertThat(call.log()).contains("[INFO] called in nothing").contains("BUILD SUCCESS");
        assertThat(call.code()).isZero();
        assertThat(nothing.resolve("target/runner/stall-events.jsonl"))
                .content()
                .contains("\"event\":\"exit\"");
    }

    private static List<Path> filesOf(Path directory, String glob) throws IOException {
        PathMatcher wanted = directory.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> wanted.matches(file.getFileName())).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
