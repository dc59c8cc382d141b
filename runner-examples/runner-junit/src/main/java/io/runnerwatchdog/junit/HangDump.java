package io.runnerwatchdog.junit;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What was found when the time of a test was over. Its stack trace is where the test hung. */
final class HangDump extends Exception {
    private static final long serialVersionUID = 1L;

    /** Its file among those of a test. */
    static final String FILE_NAME = "timeout-dump.txt";

    /**
     * @param thread the name of the thread that was waited for
     * @param children what its children wait for, in lines for people
     * @param hangsAt where the thread was
     */
    HangDump(String thread, List<String> children, StackTraceElement[] hangsAt) {
        super("when the time was over" + "\n" + String.join("\n", children) + "\n" + "thread " + Shown.line(thread)
                + " was here:");
        setStackTrace(hangsAt);
    }

    /** Puts it among the files of a test. */
    void attachTo(ExtensionContext context) {
        String stack = Arrays.stream(getStackTrace())
                .map(frame -> "\tat " + Shown.line(frame.toString()) + "\n")
                .collect(Collectors.joining());
        Attachments.files(
                context, directory -> Files.writeString(directory.resolve(FILE_NAME), getMessage() + "\n" + stack));
    }
}
