package io.runnerwatchdog.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.Run;
import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.config.RunnerConfig;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.EvidenceLog;
import io.runnerwatchdog.observe.Interlude;
import io.runnerwatchdog.observe.Party;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.observe.SocketFacts;
import io.runnerwatchdog.observe.TreeSnapshot;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.observe.WaitChain;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputTail;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.StallKind;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the documentation: it is the code of a test, and that test runs. */
@Tag("process")
class DocumentedCodeTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    /** Takes lines; stands for whatever a host shows progress with. */
    private interface ProgressBar {
        void show(String line);
    }

    @Test
    void eachPieceOfJavaInTheDocumentationStandsInATest() throws IOException {
        String tests = withoutSpaces(String.join("\n", readAll(testSources())));

        List<String> pieces = new ArrayList<>();
        for (String page : readAll(pages())) {
            Matcher block = JAVA_BLOCK.matcher(page);
            while (block.find()) {
                pieces.add(block.group(1));
            }
        }

        assertThat(pieces).hasSizeGreaterThanOrEqualTo(5);
        assertThat(pieces).allSatisfy(piece -> assertThat(tests).contains(withoutEnd(piece)));
    }

    @Test
    void theExampleOfTheReadmeRuns(@TempDir Path project) throws Exception {
        Files.writeString(project.resolve("Makefile"), "test:\n\t@echo fine\n");
        try (Watchdog watchdog =
                Watchdog.builder().idleTimeout(Duration.ofSeconds(12)).build()) {
            RunResult result =
                    watchdog.run(Command.of("make", "test").in(project).type("test"));
            if (result.stalled()) {
                System.err.println(result.diagnosis().summary());
            }
            assertThat(result.stalled()).isFalse();
            assertThat(watchdog.active()).isZero();
        }
    }

    @Test
    void aWatchdogWithAllThatAHostSetsRuns(@TempDir Path directory, @TempDir Path repository) throws Exception {
        try (EvidenceLog evidence = EvidenceLog.in(directory);
                Watchdog watchdog = Watchdog.builder()
                        .idleTimeout(Duration.ofSeconds(12))
                        .hardTimeout(Duration.ofSeconds(45))
                        .stopPolicy(StopPolicy.graceful(Duration.ofSeconds(4)))
                        .listener(evidence)
                        .build()) {
            Run run = watchdog.start(
                    Command.of("pytest", "-q").in(repository).type("test").environment("ci"));
            RunResult result = run.await();
            assertThat(result.command().type()).isEqualTo("test");
        }
    }

    @Test
    void linesComeAsTheyArePrinted(@TempDir Path project) throws Exception {
        Files.writeString(project.resolve("build.sh"), "echo one; echo two\n");
        List<String> shown = new CopyOnWriteArrayList<>();
        ProgressBar progress = shown::add;
        Command command = Command.of("sh", "build.sh").onStdoutLine(line -> progress.show(line));
        try (Watchdog watchdog = Watchdog.builder().build()) {
            watchdog.run(command.in(project)).orThrow();
        }
        assertThat(shown).containsExactly("one", "two");
    }

    @Test
    void aConfigurationGoesToTheBuilder() {
        RunnerConfig config = RunnerConfig.defaults();
        WatchdogBuilder builder = Watchdog.builder().config(config);
        try (Watchdog watchdog = builder.build()) {
            assertThat(watchdog.active()).isZero();
        }
    }

    @Test
    void theClassifierOfTheDocumentationJudgesWhatItKnowsAndNothingElse() {
        LicenceClassifier classifier = new LicenceClassifier();

        assertThat(classifier.classify(stallThatPrinted("connecting\nLICENSE DENIED: 0 seats\n")))
                .hasValueSatisfying(verdict -> assertThat(verdict.rootCause()).isEqualTo(RootCause.of("licence")));
        assertThat(classifier.classify(stallThatPrinted("license granted\n"))).isEmpty();
    }

    @Test
    void theClassifierThatLooksAtTheOtherEndJudgesByItsName() {
        LicenceServerClassifier classifier = new LicenceServerClassifier();

        assertThat(classifier.classify(stallOnSocketOf("lmgrd")))
                .hasValueSatisfying(verdict -> assertThat(verdict.rootCause()).isEqualTo(RootCause.of("licence")));
        assertThat(classifier.classify(stallOnSocketOf("nginx"))).isEmpty();
        assertThat(classifier.classify(stallThatPrinted("waiting\n"))).isEmpty();
    }

    @Test
    void aRunAndAnyProcessAreAskedWhatTheyWaitFor() throws Exception {
        try (Watchdog watchdog = Watchdog.builder().build()) {
            Run run = watchdog.start(Command.of("sleep", "60"));
            for (String line : run.waits().describe()) {
                System.err.println(line);
            }
            ProcessHandle process = ProcessHandle.of(run.pid().orElseThrow()).orElseThrow();
            Diagnosis why = watchdog.diagnose(process, Duration.ofSeconds(2));
            System.err.println(why.rootCause() + ": " + why.summary());

            assertThat(run.waits().leaf())
                    .hasValueSatisfying(leaf -> assertThat(leaf.waitsFor()).isInstanceOf(Wait.OnTimer.class));
            assertThat(why.summary()).contains("sleep[" + process.pid() + "] sleeps");
            assertThat(process.isAlive()).isTrue();
            run.cancel();
        }
    }

    private static StallContext stallOnSocketOf(String peer) {
        Wait wait = new Wait.OnSocket(
                "recvfrom",
                3,
                new SocketFacts("tcp", "10.0.0.2:40000", "10.0.0.1:27000", "ESTABLISHED", 0, 0, 0),
                List.of(new Party(7, peer, Party.Standing.OUTSIDE)));
        WaitChain.Link leaf = new WaitChain.Link(
                new ProcessIdentity(12, 1), "compile", List.of(), 12, wait, WaitChain.Edge.FIRST, Optional.empty());
        return stall("", new WaitChain(List.of(leaf)));
    }

    private static StallContext stallThatPrinted(String text) {
        return stall(text, WaitChain.EMPTY);
    }

    private static StallContext stall(String text, WaitChain chain) {
        return new StallContext(
                Command.of("compile"),
                StallKind.values()[0],
                Duration.ofSeconds(12),
                Optional.empty(),
                new TreeSnapshot(0, List.of()),
                Interlude.NONE,
                chain,
                new OutputTail(text, text.length()),
                OutputTail.EMPTY);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(PROJECT.resolve("README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static List<Path> testSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module :
                List.of(
                        "runner-core",
                        "runner-classifiers",
                        "runner-metrics",
                        "runner-examples/custom-classifier",
                        "runner-examples/runner-junit")) {
            Path tests = PROJECT.resolve(module).resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static List<String> readAll(List<Path> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        return texts;
    }

    /** Before a block ends, the test goes on and looks at what came out. */
    private static String withoutEnd(String piece) {
        return withoutSpaces(piece).replaceAll("}+$", "");
    }

    /** The formatter may break lines elsewhere than the page does. */
    private static String withoutSpaces(String code) {
        return code.replaceAll("\\s+", "");
    }
}
