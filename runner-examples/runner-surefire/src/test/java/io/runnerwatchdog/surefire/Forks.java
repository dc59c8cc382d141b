package io.runnerwatchdog.surefire;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.maven.plugin.surefire.log.api.ConsoleLogger;
import org.apache.maven.surefire.extensions.ForkedProcessTimeoutContext;

/** Forks as Surefire tells of them, and what it would show of what the hook says. */
final class Forks {

    private Forks() {}

    /** A log that remembers its warnings; nothing else is expected. */
    static final class Log implements ConsoleLogger {
        private final List<String> warnings = new CopyOnWriteArrayList<>();

        List<String> warnings() {
            return warnings;
        }

        @Override
        public void warning(String message) {
            warnings.add(message);
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public void debug(String message) {}

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public void info(String message) {
            throw new AssertionError(message);
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public void error(String message) {
            throw new AssertionError(message);
        }

        @Override
        public void error(String message, Throwable thrown) {
            throw new AssertionError(message, thrown);
        }

        @Override
        public void error(Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The fork with this first process. */
    static ForkedProcessTimeoutContext fork(long pid, Path reports, ConsoleLogger log) {
        return new ForkedProcessTimeoutContext() {
            @Override
            public long getPid() {
                return pid;
            }

            @Override
            public int getForkNumber() {
                return 2;
            }

            @Override
            public File getJavaExecutable() {
                return Path.of(System.getProperty("java.home"), "bin", "java").toFile();
            }

            @Override
            public File getReportsDirectory() {
                return reports.toFile();
            }

            @Override
            public int getTimeoutSeconds() {
                return 600;
            }

            @Override
            public ConsoleLogger getConsoleLogger() {
                return log;
            }
        };
    }
}
