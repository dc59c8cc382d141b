package io.runnerwatchdog.internal.process;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.StartFailure;
import io.runnerwatchdog.run.Termination;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the platform's complaints about a start mean, and what to do about them. It tells the system's error number only
 * inside a message: on Unix as {@code Cannot run program "x": error=2, No such file or directory}, in newer releases as
 * {@code Exec failed, error: 2 (No such file or directory)}, and on Windows as {@code CreateProcess error=2}.
 */
final class StartFailures {
    private static final Pattern ERROR = Pattern.compile("error(?:=|: )(\\d{1,9})");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private StartFailures() {}

    static Termination.NotStarted explain(IOException refused, Command command) {
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
            case COMMAND_NOT_FOUND -> notFound(command);
            case NOT_EXECUTABLE -> notExecutable(command, notExecutable(number, command));
            case ARGUMENT_LIST_TOO_LONG ->
                new Termination.NotStarted(
                        StartFailure.ARGUMENT_LIST_TOO_LONG,
                        "argument list too long: " + program(command)
                                + "; hand it over in a file or by standard input");
            default -> new Termination.NotStarted(meaning(number), message);
        };
    }

    /** A working directory that cannot be one. */
    static Termination.NotStarted wrongDirectory(Path directory) {
        String advice = Files.exists(directory)
                ? "; it is no directory, name the one that it is in"
                : "; make it before the start, or name another" + seenFrom(directory);
        return new Termination.NotStarted(
                StartFailure.NO_SUCH_DIRECTORY, "no such working directory: " + directory + advice);
    }

    private static String seenFrom(Path directory) {
        return directory.isAbsolute() ? "" : " (it was looked for at " + directory.toAbsolutePath() + ")";
    }

    /** The system says "no such file" of a script, too, whose interpreter is not there. */
    private static Termination.NotStarted notFound(Command command) {
        if (isPath(command) && place(command).isFile()) {
            return notExecutable(command, "its interpreter was not found, see the first line of it");
        }
        return new Termination.NotStarted(
                StartFailure.COMMAND_NOT_FOUND, "command not found: " + program(command) + "; " + lookedFor(command));
    }

    private static String lookedFor(Command command) {
        String[] words = BLANKS.split(program(command).strip());
        if (words.length > 1) {
            // Two words and no more: "--password" and what follows it are masked in evidence only side by side.
            return "if it is a whole command line, give each word by itself, in Java Command.of(\"" + words[0]
                    + "\", \"" + words[1] + "\"" + (words.length > 2 ? ", …" : "")
                    + "), or have a shell read it: \"sh\", \"-c\"";
        }
        // Not what the PATH says: values of the environment are nobody's business.
        return isPath(command)
                ? "there is no file " + place(command)
                : "it is in no directory of the PATH of this Java process; install it, or name it by its path";
    }

    private static Termination.NotStarted notExecutable(Command command, String why) {
        return new Termination.NotStarted(
                StartFailure.NOT_EXECUTABLE, "not executable: " + program(command) + " (" + why + ")");
    }

    private static String notExecutable(int number, Command command) {
        String error = "error " + number + ", ";
        if (isPath(command) && place(command).isDirectory()) {
            return error + "it is a directory; name a program in it";
        }
        return error
                + (number == 8 || number == 193
                        ? "it is of no format that this system knows; a script needs a first line such as #!/bin/sh"
                        : "it may not be executed; allow it by chmod +x, or start its interpreter and give it the file");
    }

    private static String program(Command command) {
        return command.argv().get(0);
    }

    /** Whether the program is named by a path, which is not looked for anywhere else. */
    private static boolean isPath(Command command) {
        return program(command).contains(File.separator);
    }

    /** A relative path is seen from where the command runs. */
    private static File place(Command command) {
        File program = new File(program(command));
        return command.directory()
                .filter(directory -> !program.isAbsolute())
                .map(directory -> new File(directory.toFile(), program.getPath()))
                .orElse(program)
                .getAbsoluteFile();
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
