package io.runnerwatchdog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.event.RunEvent;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.fixture.RecordingListener;
import io.runnerwatchdog.policy.CommandPolicy;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.RetryPolicy;
import io.runnerwatchdog.run.Termination;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is likely to go wrong on the first day, word for word: each message says what was wrong, what was found, and what to
 * do. {@code docs/troubleshooting.md} quotes them.
 */
class NewcomerErrorsTest {
    @TempDir
    private Path directory;

    @Test
    void anIdleLimitAboveTheHardLimit() {
        assertRefused(
                () -> Watchdog.builder()
                        .idleTimeout(Duration.ofMinutes(2))
                        .hardTimeout(Duration.ofMinutes(1))
                        .build(),
                "idleTimeout must be < hardTimeout, was PT2M with a hardTimeout of PT1M;"
                        + " lengthen the one, shorten the other, or set idleTimeout to Limits.NEVER");
    }

    @Test
    void aLimitOfNothingThatWasMeantAsNoLimit() {
        assertRefused(
                () -> Watchdog.builder().idleTimeout(Duration.ZERO),
                "idleTimeout must be > 0, was PT0S; for no such limit set it to Limits.NEVER");
        assertRefused(
                () -> Command.of("make").hardTimeout(Duration.ofSeconds(-1)),
                "hardTimeout must be > 0, was PT-1S; for no such limit set it to Limits.NEVER");
    }

    @Test
    void noProgramAtAll() {
        assertRefused(
                Command::of, "argv must name a program, was []; it comes first, as in Command.of(\"make\", \"test\")");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void anArgumentThatIsNull() {
        String target = null;

        assertThatNullPointerException()
                .isThrownBy(() -> Command.of("make", target))
                .withMessage("argv[1] is null; leave it out, or give \"\" for an empty argument");
    }

    @Test
    void aWholeCommandLineInOneString() throws Exception {
        assertNotStarted(
                Command.of("no-such-mvn -B verify"),
                "command not found: no-such-mvn -B verify; if it is a whole command line, give each word by itself, in"
                        + " Java Command.of(\"no-such-mvn\", \"-B\", …), or have a shell read it: \"sh\", \"-c\"");
    }

    @Test
    void aProgramThatIsNotInstalled() throws Exception {
        assertNotStarted(
                Command.of("no-such-program"),
                "command not found: no-such-program; it is in no directory of the PATH of this Java process; install it,"
                        + " or name it by its path");
    }

    @Test
    void aProgramBesideTheWorkingDirectory() throws Exception {
        assertNotStarted(
                Command.of("./gradlew").in(directory),
                "command not found: ./gradlew; there is no file " + directory.resolve("./gradlew"));
    }

    @Test
    void aScriptThatMayNotBeExecuted() throws Exception {
        Path script = Files.writeString(directory.resolve("build.sh"), "#!/bin/sh\n");

        assertNotStarted(
                Command.of(script.toString()),
                "not executable: " + script + " (error 13, it may not be executed; allow it by chmod +x, or start its"
                        + " interpreter and give it the file)");
        assertNotStarted(
                Command.of(directory.toString()),
                "not executable: " + directory + " (error 13, it is a directory; name a program in it)");
    }

    @Test
    void aWorkingDirectoryThatIsNotThere() throws Exception {
        Path none = directory.resolve("none");

        assertNotStarted(
                Command.of("true").in(none),
                "no such working directory: " + none + "; make it before the start, or name another");
        assertNotStarted(
                Command.of("true").in(Path.of("no-such-place")),
                "no such working directory: no-such-place; make it before the start, or name another (it was looked for"
                        + " at " + Path.of("no-such-place").toAbsolutePath() + ")");
    }

    @Test
    void aWorkingDirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("pom.xml"), "");

        assertNotStarted(
                Command.of("true").in(file),
                "no such working directory: " + file + "; it is no directory, name the one that it is in");
    }

    @Test
    void aStartAfterTheClose() {
        Watchdog watchdog = Watchdog.builder().build();
        watchdog.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> watchdog.start(Command.of("true")))
                .withMessage("this watchdog is closed; build another, or close it after its last run only");
    }

    @Test
    void aThreadThatIsInterruptedAlready() {
        try (Watchdog watchdog = Watchdog.builder().build()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> watchdog.run(Command.of("true")))
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage(
                            "interrupted before the run was started, so it was not; where it has to run all the same,"
                                    + " clear the status first by Thread.interrupted()");
        } finally {
            assertThat(Thread.interrupted()).as("the status is kept").isTrue();
        }
    }

    @Test
    void aRootCauseOfSeveralWords() {
        assertRefused(
                () -> RootCause.of("Licence Server"),
                "root cause must match [a-z][a-z0-9_]{0,31}, was \"Licence Server\"; it is one word in meters and"
                        + " evidence, such as licence_server");
    }

    @Test
    void noAttemptAtAll() {
        assertRefused(
                () -> RetryPolicy.attempts(0),
                "attempts must be within 1 and 100, was 0; the first counts too, so 1 means never again");
    }

    @Test
    void anEvidenceDirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("evidence"), "");
        RecordingListener heard = new RecordingListener();
        try (EvidenceLog evidence = EvidenceLog.in(file);
                Watchdog watchdog = Watchdog.builder()
                        .guardian(false)
                        .listener(heard)
                        .listener(evidence)
                        .build()) {
            watchdog.run(Command.of("no-such-program"));

            assertThat(heard.await(RunEvent.ForeignFailed.class).problem())
                    .startsWith("io.runnerwatchdog.evidence.EvidenceWriteException: evidence cannot be written to "
                            + file.resolve(EvidenceLog.FILE_NAME))
                    .endsWith("; lines waiting in memory: 1, lost: 0; there is a file where a directory has to be:"
                            + " remove it, or name another directory");
        }
    }

    @Test
    void aCommandThatThePolicyDoesNotKnow() throws Exception {
        RunnerConfig config = config("""
                {"security": {"allowed_commands": ["node", "npm"]}}""");
        try (Watchdog watchdog = Watchdog.builder().config(config).build()) {
            assertThat(watchdog.run(Command.of("make")).termination())
                    .isEqualTo(new Termination.Blocked("\"make\" is not among the allowed commands node, npm"));
        }
        assertThat(CommandPolicy.everything().blocking(List.of("rm -rf")).refusal(Command.of("rm", "-rf", "/")))
                .contains("the command holds the blocked pattern \"rm -rf\"");
    }

    @Test
    void aConfigurationThatIsNotThere() {
        Path none = directory.resolve("runner.json");

        assertThatThrownBy(() -> RunnerConfig.load(none))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(none + ": no configuration at " + none
                        + "; put one there, name another, or do without by RunnerConfig.defaults()");
    }

    @Test
    void aKeyThatIsMisspelt() {
        assertConfigRefused(
                """
                {"timeouts": {"idle_msec": 1}}""",
                "runner.json:1:28: $.timeouts.idle_msec: found an unknown key, expected one of idle_ms, hard_ms, grace_ms"
                        + " (did you mean idle_ms?)");
    }

    @Test
    void aValueOfAnotherKind() {
        assertConfigRefused(
                """
                {"timeouts": {"idle_ms": "12s"}}""",
                "runner.json:1:26: $.timeouts.idle_ms: found \"12s\", expected a whole number from 1 to 31536000000");
    }

    @Test
    void aPatternOfASecretThatDoesNotCompile() {
        assertConfigRefused(
                """
                {"logging": {"redact_patterns": ["key[="]}}""",
                "runner.json:1:34: $.logging.redact_patterns[0]: found \"key[=\", expected a regular expression; Unclosed"
                        + " character class near index 4, a sign that is meant as it stands needs \\\\ before it");
    }

    private void assertNotStarted(Command command, String message) throws InterruptedException {
        // Without a guardian, which is a process.
        try (Watchdog watchdog = Watchdog.builder().guardian(false).build()) {
            assertThat(watchdog.run(command).termination())
                    .isInstanceOfSatisfying(
                            Termination.NotStarted.class,
                            why -> assertThat(why.message()).isEqualTo(message));
        }
    }

    private static void assertRefused(ThrowingCallable mistake, String message) {
        assertThatIllegalArgumentException().isThrownBy(mistake).withMessage(message);
    }

    private static void assertConfigRefused(String json, String message) {
        assertThatThrownBy(() -> config(json))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private static RunnerConfig config(String json) throws ConfigException {
        return RunnerConfig.parse(json, "runner.json");
    }
}
