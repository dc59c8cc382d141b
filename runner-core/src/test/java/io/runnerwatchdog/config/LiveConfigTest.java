package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.runnerwatchdog.fixture.FakeTicker;
import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.LimitOverrides;
import io.runnerwatchdog.run.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LiveConfigTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker(Long.MAX_VALUE - 500_000_000);
    private long changes;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void aFirstFile() throws IOException {
        file = directory.resolve("runner.json");
        write(idle(1001));
    }

    @Test
    void theFirstFileMustBeGood() throws Exception {
        write("{\"colour\": 1}");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LiveConfig.of(file))
                .withMessageContaining("$.colour");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> LiveConfig.of(directory.resolve("none.json")));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LiveConfig.of(directory))
                .withMessage(directory + ": $: found a directory, expected a regular file");
    }

    @Test
    void aFileThatDoesNotChangeIsReadOnceMoreAndThenNeverAgain() throws Exception {
        LiveConfig live = live();
        RunnerConfig first = live.current();
        ticker.advance(PAUSE);

        assertThat(live.current()).isSameAs(first);
        assertThat(live.get()).isSameAs(first);

        writeUnnoticed(idle(2002));
        ticker.advance(PAUSE);
        assertThat(live.current()).as("nothing tells that it changed").isSameAs(first);
    }

    @Test
    void aChangeWithinTheTickOfTheFirstStampIsFound() throws Exception {
        LiveConfig live = live();

        writeUnnoticed(idle(2002));
        ticker.advance(PAUSE);

        assertThat(idleOf(live)).isEqualTo(2002);
    }

    @Test
    void aNewFileHoldsAtTheNextLookAndNotBefore() throws Exception {
        LiveConfig live = live();
        write(idle(2002));

        ticker.advance(PAUSE.minusNanos(1));
        assertThat(idleOf(live)).isEqualTo(1001);

        ticker.advance(Duration.ofNanos(1));
        assertThat(idleOf(live)).isEqualTo(2002);
        assertThat(live.problems()).isEmpty();
    }

    @Test
    void aFileThatIsMovedIntoPlaceHoldsThoughItIsOlder() throws Exception {
        LiveConfig live = live();
        settle(live);
        Path other = Files.writeString(directory.resolve("other.json"), idle(2002));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));

        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        ticker.advance(PAUSE);

        assertThat(idleOf(live)).isEqualTo(2002);
    }

    @Test
    void aBadFileKeepsTheOldConfigurationAndSaysAllThatIsWrong() throws Exception {
        LiveConfig live = live();
        write("{\"timeouts\": {\"idle_ms\": 0, \"hard\": 1}}");
        ticker.advance(PAUSE);

        assertThat(idleOf(live)).isEqualTo(1001);
        assertThat(live.problems())
                .extracting(ConfigProblem::path)
                .containsExactly("$.timeouts.idle_ms", "$.timeouts.hard");

        write(idle(3003));
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(3003);
        assertThat(live.problems()).isEmpty();
    }

    @Test
    void aBadFileIsLoggedOnceWithAllThatIsWrong() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(LiveConfig.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            LiveConfig live = live();
            write("{\"a\": 0, \"b\": 1}");
            for (int look = 0; look < 3; look++) {
                ticker.advance(PAUSE);
                live.current();
            }
            assertThat(warnings(log)).singleElement().asString().contains("stays in force", "$.a", "$.b");

            write("{\"a\": 0, \"b\": 1}");
            ticker.advance(PAUSE);
            live.current();
            assertThat(warnings(log)).as("somebody has written it again").hasSize(2);

            write("{\"shadow\": true}");
            ticker.advance(PAUSE);
            live.current();
            assertThat(warnings(log)).hasSize(3).last().asString().contains("$.shadow");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void aFileThatIsHalfWrittenHoldsWhenItIsWhole() throws Exception {
        LiveConfig live = live();
        settle(live);
        String whole = idle(2002);
        write(whole.substring(0, whole.length() - 1));
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(1001);
        assertThat(live.problems()).hasSize(1);

        // In the same tick of the file system's clock: what could not be used is read again whatever its stamp says.
        writeUnnoticed(whole);
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(2002);
    }

    @Test
    void aFileThatIsWhatItWasAgainHoldsAgain() throws Exception {
        LiveConfig live = live();
        settle(live);
        write("");
        ticker.advance(PAUSE);
        live.current();
        assertThat(live.problems()).hasSize(1);

        write(idle(1001));
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(1001);
        assertThat(live.problems()).isEmpty();
    }

    @Test
    void aFileThatIsGoneOrNoFileAnyMoreKeepsTheOldConfiguration() throws Exception {
        LiveConfig live = live();
        Files.delete(file);
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(1001);
        assertThat(described(live)).containsExactly(file + ": $: found no such file, expected a configuration");

        Files.createDirectory(file);
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(1001);
        assertThat(described(live)).containsExactly(file + ": $: found a directory, expected a regular file");

        Files.delete(file);
        write(idle(2002));
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(2002);
    }

    @Test
    void variablesStayOverEachNewFile() throws Exception {
        LiveConfig live = LiveConfig.of(file, Map.of("RUNNER_IDLE_MS", "7"), ticker);
        assertThat(idleOf(live)).isEqualTo(7);

        write("{\"timeouts\": {\"idle_ms\": 2002, \"grace_ms\": 5}}");
        ticker.advance(PAUSE);

        assertThat(idleOf(live)).isEqualTo(7);
        assertThat(limits(live.current()).grace()).isEqualTo(Duration.ofMillis(5));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> LiveConfig.of(file, Map.of("RUNNER_IDLE_MS", "soon"), ticker))
                .withMessageContaining("RUNNER_IDLE_MS");
    }

    @Test
    void anInterruptedCallerGetsTheOldConfigurationAndStaysInterrupted() throws Exception {
        LiveConfig live = live();
        write(idle(2002));
        ticker.advance(PAUSE);

        Thread.currentThread().interrupt();
        RunnerConfig meanwhile = live.current();
        assertThat(Thread.interrupted()).isTrue();

        assertThat(live.problems()).isEmpty();
        assertThat(limits(meanwhile).idle()).isIn(Duration.ofMillis(1001), Duration.ofMillis(2002));
        ticker.advance(PAUSE);
        assertThat(idleOf(live)).isEqualTo(2002);
    }

    @Test
    void theExampleOfTheDocumentationReads() throws Exception {
        LiveConfig live = LiveConfig.of(file, System.getenv());
        RunnerConfig now = live.current();

        assertThat(now.environments()).isEmpty();
    }

    private LiveConfig live() throws Exception {
        return LiveConfig.of(file, Map.of(), ticker);
    }

    /** Lets it read the file for the second time. */
    private void settle(LiveConfig live) {
        ticker.advance(PAUSE);
        live.current();
    }

    /** A write that the clock of the file system tells from the one before. */
    private void write(String json) throws IOException {
        Files.writeString(file, json);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + ++changes));
    }

    /** A write that it does not tell from the one before. */
    private void writeUnnoticed(String json) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, json);
        Files.setLastModifiedTime(file, before);
    }

    private static List<String> warnings(ListAppender<ILoggingEvent> log) {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String idle(long millis) {
        return "{\"timeouts\": {\"idle_ms\": " + millis + "}}";
    }

    private static long idleOf(LiveConfig live) {
        return limits(live.current()).idle().toMillis();
    }

    private static Limits limits(RunnerConfig config) {
        return config.limitsFor(Command.of("x"), LimitOverrides.NONE);
    }

    private static List<String> described(LiveConfig live) {
        return live.problems().stream().map(ConfigProblem::describe).toList();
    }
}
