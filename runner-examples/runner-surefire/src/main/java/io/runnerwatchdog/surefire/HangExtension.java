package io.runnerwatchdog.surefire;

import io.runnerwatchdog.evidence.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.maven.plugin.surefire.log.api.ConsoleLogger;
import org.apache.maven.surefire.api.suite.RunResult;
import org.apache.maven.surefire.extensions.ForkedProcessTimeoutContext;
import org.apache.maven.surefire.extensions.ForkedProcessTimeoutExtension;

/**
 * Tells why a forked JVM hangs when it has used up {@code forkedProcessTimeoutInSeconds}, while it still lives: a report
 * {@code hang-TIME-forkN.txt} and the threads of its JVMs in {@code hang-TIME-forkN-threads.txt}, both beside the reports of
 * the tests, and a line in Maven's log. Found by Surefire and Failsafe of 3.6 and later on their own class path. Thread-safe.
 *
 * <p>The build goes on as it would without: it never throws, and gives up after ten seconds.
 */
public final class HangExtension implements ForkedProcessTimeoutExtension {
    /** Surefire itself gives up after 30 s; a build that is late already should not wait for that. */
    private static final Duration BUDGET = Duration.ofSeconds(10);

    /** Finds out why a fork hangs. */
    @FunctionalInterface
    interface Look {
        Finding at(HungFork fork) throws InterruptedException;
    }

    private final Look look;
    private final Duration budget;
    private final HangFiles files;
    private final HangReport report;

    /** What Surefire makes. */
    public HangExtension() {
        this(Inquiry::into, BUDGET, InstantSource.system());
    }

    HangExtension(Look look, Duration budget, InstantSource clock) {
        this.look = look;
        this.budget = budget;
        SafeText safe = new SafeText(Redactor.standard(System.getenv()));
        files = new HangFiles(safe, clock);
        report = new HangReport(safe);
    }

    @Override
    public void onTimeoutDetected(ForkedProcessTimeoutContext context) {
        ConsoleLogger log = context.getConsoleLogger();
        try {
            log.warning(findOut(HungFork.of(context)));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            log.warning("why the fork hangs was not found out: the build is being stopped");
        } catch (TimeoutException late) {
            log.warning("why the fork hangs was not found out within " + budget.toSeconds() + " s");
        } catch (ExecutionException failed) {
            log.warning("why the fork hangs was not found out: " + failed.getCause());
        } catch (RuntimeException | LinkageError failed) {
            log.warning("why the fork hangs was not found out: " + failed);
        }
    }

    /** On a thread of its own: whatever blocks there, the file system of the reports too, the build goes on in time. */
    private String findOut(HungFork fork) throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<String> work = new FutureTask<>(() -> {
            Finding finding = look.at(fork);
            Path written = files.write(fork, finding);
            return report.headline(fork, finding.diagnosis()) + "; see " + written;
        });
        Thread thread = new Thread(work, "runner-surefire-fork-" + fork.number());
        thread.setDaemon(true);
        // Classifiers are looked for where this class is: on the plugin's class path, not on Maven's own.
        thread.setContextClassLoader(HangExtension.class.getClassLoader());
        thread.start();
        try {
            return work.get(budget.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            // Ends what is still at work; of what has been done it changes nothing.
            work.cancel(true);
        }
    }

    /** There is nothing left to look at. */
    @Override
    public void onForkExited(ForkedProcessTimeoutContext context, RunResult result) {}
}
