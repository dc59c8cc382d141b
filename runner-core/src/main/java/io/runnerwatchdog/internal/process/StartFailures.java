package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.Termination;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the platform's complaints about a start mean. It tells the system's error number only inside a message: on Unix as
 * {@code Cannot run program "x": error=2, No such file or directory}, in newer releases as {@code Exec failed, error: 2
 * (No such file or directory)}, and on Windows as {@code CreateProcess error=2}.
 */
final class StartFailures {
    private static final Pattern ERROR = Pattern.compile("error(?:=|: )(\\d{1,9})");

    private StartFailures() {}

    static Termination.NotStarted explain(IOException refused, String program) {
        String message = String.valueOf(refused.getMessage());
        if (refused.getCause() instanceof FileNotFoundException unopened) {
            // A redirect could not be opened: the file for standard input, unless descriptors ran out.
            boolean outOfDescriptors = message.contains("Too many open files");
            return new Termination.NotStarted(
                    outOfDescriptors ? StartFailure.OUT_OF_RESOURCES : StartFailure.NO_SUCH_INPUT,
                    String.valueOf(unopened.getMessage()));
        }
        Matcher error = ERROR.matcher(message);
        int number = 0;
        while (error.find()) {
            // The last one: the program's name stands before it and may hold anything.
            number = Integer.parseInt(error.group(1));
        }
        return switch (meaning(number)) {
            case COMMAND_NOT_FOUND -> notFound(program);
            case NOT_EXECUTABLE ->
                new Termination.NotStarted(
                        StartFailure.NOT_EXECUTABLE, "not executable: " + program + " (error " + number + ")");
            case ARGUMENT_LIST_TOO_LONG ->
                new Termination.NotStarted(StartFailure.ARGUMENT_LIST_TOO_LONG, "argument list too long: " + program);
            default -> new Termination.NotStarted(meaning(number), message);
        };
    }

    /** The system says "no such file" of a script, too, whose interpreter is not there. */
    private static Termination.NotStarted notFound(String program) {
        boolean scriptOnly = program.contains(File.separator) && new File(program).isFile();
        return scriptOnly
                ? new Termination.NotStarted(
                        StartFailure.NOT_EXECUTABLE, "not executable: " + program + " (its interpreter was not found)")
                : new Termination.NotStarted(StartFailure.COMMAND_NOT_FOUND, "command not found: " + program);
    }

    /** By errno(3); the same numbers on Linux and macOS save EAGAIN, and close enough on Windows. */
    private static StartFailure meaning(int errno) {
        return switch (errno) {
            case 2, 20 -> StartFailure.COMMAND_NOT_FOUND; // ENOENT, ENOTDIR
            case 1, 5, 8, 13, 21, 193 -> StartFailure.NOT_EXECUTABLE; // EPERM, EIO, ENOEXEC, EACCES, EISDIR, bad format
            case 7, 206 -> StartFailure.ARGUMENT_LIST_TOO_LONG; // E2BIG, Windows: name too long
            case 11, 35, 12, 23, 24, 26 -> StartFailure.OUT_OF_RESOURCES; // EAGAIN, ENOMEM, ENFILE, EMFILE, ETXTBSY
            default -> StartFailure.OTHER;
        };
    }
}
