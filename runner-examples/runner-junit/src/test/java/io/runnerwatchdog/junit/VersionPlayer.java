package io.runnerwatchdog.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A program that plays the {@link VersionSamples} on the JUnit of its class path, and prints a line for each thing it hears. */
final class VersionPlayer {
    /** How the lines begin that are meant for others. */
    static final String MARK = "played: ";

    private VersionPlayer() {}

    /** Takes the directory for the files of tests. */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(VersionSamples.class))
                .configurationParameter("junit.platform.reporting.output.dir", arguments[0])
                .build();
        say("junit "
                + Path.of(Test.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getFileName());
        LauncherFactory.create().execute(request, new Teller());
        say("children " + ProcessHandle.current().descendants().count());
    }

    private static void say(String line) {
        System.out.println(MARK + line);
    }

    private static final class Teller implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                say(name(test) + " " + result.getStatus()
                        + result.getThrowable().map(Teller::told).orElse(""));
            }
        }

        @Override
        public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            entry.getKeyValuePairs().values().forEach(value -> say(name(test) + " told " + firstLine(value)));
        }

        @Override
        public void fileEntryPublished(TestIdentifier test, FileEntry file) {
            say(name(test) + " published " + file.getPath().getFileName());
        }

        private static String name(TestIdentifier test) {
            return test.getDisplayName().replaceAll("\\(.*", "");
        }

        private static String told(Throwable failure) {
            return " " + failure.getClass().getSimpleName() + " "
                    + Arrays.stream(failure.getSuppressed())
                            .map(suppressed -> suppressed.getClass().getSimpleName())
                            .toList();
        }

        private static String firstLine(String text) {
            return text.lines().findFirst().orElse("");
        }
    }
}
