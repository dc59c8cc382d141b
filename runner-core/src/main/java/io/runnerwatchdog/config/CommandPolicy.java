package io.runnerwatchdog.config;

import io.runnerwatchdog.run.Command;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which commands may run. A guard against mistakes, not against malice: what a shell script does further down is not
 * looked at.
 *
 * @param allowed the programs that may be run, by base name; empty: all
 * @param blocked texts that a command line must not hold
 */
record CommandPolicy(List<String> allowed, List<String> blocked) {
    static final CommandPolicy ALL_ALLOWED = new CommandPolicy(List.of(), List.of());

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh");

    CommandPolicy {
        allowed = List.copyOf(allowed);
        blocked = List.copyOf(blocked);
    }

    Optional<String> refusal(Command command) {
        String line = command.display();
        Optional<String> pattern = blocked.stream().filter(line::contains).findFirst();
        if (pattern.isPresent()) {
            return Optional.of("the command holds the blocked pattern " + Shown.quoted(pattern.get()));
        }
        String program = program(command.argv());
        return allowed.isEmpty() || allowed.contains(program)
                ? Optional.empty()
                : Optional.of(
                        Shown.quoted(program) + " is not among the allowed commands " + String.join(", ", allowed));
    }

    /** The program that is run; for {@code sh -c "..."} the first one of the line, since the shell is only a means. */
    private static String program(List<String> argv) {
        String name = baseName(argv.get(0));
        boolean isLine =
                SHELLS.contains(name) && argv.size() >= 3 && argv.get(1).matches("-[a-z]*c");
        return isLine ? firstWord(argv.get(2)) : name;
    }

    private static String firstWord(String line) {
        for (String word : line.strip().split("\\s+")) {
            if (!word.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
                return baseName(word);
            }
        }
        return "";
    }

    private static String baseName(String program) {
        return program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
    }
}
