package io.runnerwatchdog.config;

import io.runnerwatchdog.config.ConfigFile.Stamp;
import io.runnerwatchdog.spi.Ticker;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration file that may change while the host runs. Thread-safe, without a thread of its own: whoever asks for the
 * configuration looks, at most once a second, whether the file is another one by now.
 *
 * <p>A new file that cannot be used, or is gone, changes nothing: the last good configuration stays in force, a warning with
 * all that is wrong is logged once, and {@link #problems()} tells it until the file is good again. An editor that is caught
 * in the middle of writing is such a case. While one thread reads, the others get the old configuration.
 *
 * <pre>{@code
 * LiveConfig live = LiveConfig.of(Path.of("config/runner.json"), System.getenv());
 * RunnerConfig now = live.current();
 * }</pre>
 */
public final class LiveConfig implements Supplier<RunnerConfig> {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_LOGGED = 50;

    /**
     * What the last look brought.
     *
     * @param config what is in force
     * @param stamp of the file that was read last, good or not; empty where none could be read
     * @param text what the configuration in force was read from
     * @param problems why it is not in force; empty if it is
     * @param settled whether it was read once more, long enough after its time stamp
     */
    private record State(
            RunnerConfig config, Optional<Stamp> stamp, String text, List<ConfigProblem> problems, boolean settled) {}

    private final Path file;
    private final Map<String, String> variables;
    private final Ticker ticker;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile State state;
    private volatile long lookedAt;

    private LiveConfig(Path file, Map<String, String> variables, Ticker ticker) throws ConfigException, IOException {
        this.file = Objects.requireNonNull(file, "file");
        this.variables = Map.copyOf(variables);
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        lookedAt = ticker.nanos();
        Stamp stamp = ConfigFile.stamp(file);
        String text = ConfigFile.read(file);
        state = new State(parse(text), Optional.of(stamp), text, List.of(), false);
    }

    /**
     * Reads a file for the first time.
     *
     * @throws ConfigException if it cannot be used, or is no regular file; it says all that is wrong
     * @throws NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     */
    public static LiveConfig of(Path file) throws ConfigException, IOException {
        return of(file, Map.of());
    }

    /**
     * Reads a file for the first time; what it says is always under the limits of these environment variables, most often
     * {@link System#getenv()}.
     *
     * @throws ConfigException if the file or a variable cannot be used; it says all that is wrong with both
     * @throws NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    public static LiveConfig of(Path file, Map<String, String> environment) throws ConfigException, IOException {
        return of(file, environment, Ticker.system());
    }

    /** {@link #of(Path, Map)} by another clock, for tests. */
    public static LiveConfig of(Path file, Map<String, String> environment, Ticker ticker)
            throws ConfigException, IOException {
        return new LiveConfig(file, environment, ticker);
    }

    /** The configuration in force. May read the file, of at most 1 MiB; never waits for another thread, never fails. */
    public RunnerConfig current() {
        if (isDue() && looking.tryLock()) {
            try {
                // Another thread may have looked between the question and the lock.
                if (isDue()) {
                    lookedAt = ticker.nanos();
                    state = look(state);
                }
            } finally {
                looking.unlock();
            }
        }
        return state.config();
    }

    /** {@link #current()}. */
    @Override
    public RunnerConfig get() {
        return current();
    }

    /**
     * What is wrong with the file as it was found last, so that an older configuration is in force; empty if its own is.
     * Does not look by itself.
     */
    public List<ConfigProblem> problems() {
        return state.problems();
    }

    private boolean isDue() {
        return ticker.nanos() - lookedAt >= PAUSE_NANOS;
    }

    private State look(State old) {
        Optional<Stamp> stamp = Optional.empty();
        try {
            // Before reading: what is written meanwhile then has another stamp, and is found at the next look.
            stamp = Optional.of(ConfigFile.stamp(file));
            boolean same = stamp.equals(old.stamp()) && old.problems().isEmpty();
            return same && old.settled() ? old : read(old, stamp, same);
        } catch (ClosedByInterruptException interrupted) {
            // Of the thread that asks; it says nothing about the file. The next look begins anew.
            return old;
        } catch (ConfigException unusable) {
            return refuse(old, stamp, unusable.problems());
        } catch (NoSuchFileException gone) {
            return refuse(old, stamp, problem("no such file"));
        } catch (IOException | RuntimeException unreadable) {
            // File systems are foreign code, and whoever asks for a limit must not fail because one of them does.
            return refuse(old, stamp, problem("a file that cannot be read, " + Shown.plain(unreadable.toString())));
        }
    }

    /**
     * Reads the file if it may be another one.
     *
     * @param same whether its stamp is as before. The stamp of a file that is written twice within one tick of the file
     *     system's clock, at most a second, does not change; so each file is read once more, a second later.
     */
    private State read(State old, Optional<Stamp> stamp, boolean same) throws IOException, ConfigException {
        String text = ConfigFile.read(file);
        if (text.equals(old.text()) && old.problems().isEmpty()) {
            return new State(old.config(), stamp, text, List.of(), same);
        }
        RunnerConfig config = parse(text);
        log().info("{} was read anew and is in force", file);
        config.warnings().stream().limit(MOST_LOGGED).forEach(warning -> log().warn("{}", warning.describe()));
        return new State(config, stamp, text, List.of(), false);
    }

    private RunnerConfig parse(String text) throws ConfigException {
        return RunnerConfig.parse(text, file.toString(), variables);
    }

    private State refuse(State old, Optional<Stamp> stamp, List<ConfigProblem> problems) {
        if (!stamp.equals(old.stamp()) || !problems.equals(old.problems())) {
            log().warn("{} cannot be used, what it said before stays in force:\n{}", file, lines(problems));
        }
        return new State(old.config(), stamp, old.text(), problems, false);
    }

    /** A file of a mebibyte has room for ten thousands of problems; a log has not. */
    private static String lines(List<ConfigProblem> problems) {
        String all = problems.stream()
                .limit(MOST_LOGGED)
                .map(ConfigProblem::describe)
                .collect(Collectors.joining("\n"));
        return problems.size() > MOST_LOGGED ? all + "\nand " + (problems.size() - MOST_LOGGED) + " more" : all;
    }

    private List<ConfigProblem> problem(String found) {
        return ConfigFile.refused(file, found, "a configuration").problems();
    }

    private static Logger log() {
        return LoggerFactory.getLogger(LiveConfig.class);
    }
}
