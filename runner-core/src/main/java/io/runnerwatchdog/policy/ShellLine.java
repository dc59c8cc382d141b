package io.runnerwatchdog.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line for a shell, taken apart into the commands that it may start, whatever their order and conditions. It takes time
 * in proportion to its length and never fails: where a shell would find an error, as much is told as could be read.
 *
 * @param statements all that were found, those in substitutions of a command before it, in its here-documents after it
 * @param doubt why it may mean something else than was found
 */
record ShellLine(List<Statement> statements, Optional<String> doubt) {
    private static final Set<String> EXTENDED = Set.of("bash", "rbash", "zsh", "ksh", "mksh", "ksh93");
    private static final Set<String> PLAIN = Set.of("sh", "dash", "ash", "yash", "posh", "hush");

    static boolean isShell(String program) {
        return EXTENDED.contains(program) || PLAIN.contains(program);
    }

    /**
     * Reads a line.
     *
     * @param shell the shell that it is for, since they differ
     * @param depth how many lines it is inside already
     */
    static ShellLine read(String line, String shell, int depth) {
        ShellText text = new ShellText(line, EXTENDED.contains(shell), depth);
        new CommandList(text).readAll();
        return new ShellLine(text.statements(), text.doubt());
    }
}
