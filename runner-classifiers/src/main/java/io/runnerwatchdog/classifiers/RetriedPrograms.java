package io.runnerwatchdog.classifiers;

import io.runnerwatchdog.diagnosis.RootCause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Programs whose repetition tells what is waited for ({@code retried.txt} beside this class). Immutable. */
final class RetriedPrograms {
    private static final String FILE = "retried.txt";
    private static final Set<String> SEPARATORS = Set.of("|", "||", "&&", ";", "then", "&");
    private static final Set<String> WRAPPERS =
            Set.of("sudo", "env", "command", "exec", "nohup", "nice", "timeout", "busybox", "bash", "sh", "!", "[[");

    /** Programs that show themselves, and then the script that they run; others only name what they work on. */
    private static final Pattern INTERPRETER =
            Pattern.compile("(.*/)?(python|pypy|perl|ruby|node|bash|sh|dash|ash|ksh|zsh)[0-9.]*");

    private static final Pattern SCRIPT = Pattern.compile("-[a-zA-Z]*[ce]");
    private static final Pattern SHELL_SCRIPT = Pattern.compile("-[a-zA-Z]*c");

    /** A program and what its waiting means. */
    record Found(String program, RootCause cause) {}

    private static final class Holder {
        private static final RetriedPrograms READ = new RetriedPrograms();
    }

    private final Map<String, RootCause> started = new HashMap<>();
    private final Map<String, RootCause> asleep = new HashMap<>();

    private RetriedPrograms() {
        try (InputStream in = RetriedPrograms.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RetriedPrograms shared() {
        return Holder.READ;
    }

    private void add(String line) {
        String[] fields = line.split("\\|");
        Map<String, RootCause> causes = fields[1].strip().equals("asleep") ? asleep : started;
        for (String program : fields[2].strip().split(" +")) {
            causes.put(program, RootCause.of(fields[0].strip()));
        }
    }

    /** What a script waits for that starts this again and again; empty where its commands are no such programs. */
    Optional<Found> started(List<String> words) {
        boolean atCommand = true;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (SEPARATORS.contains(word)) {
                atCommand = true;
            } else if (atCommand && !isBeforeCommand(word)) {
                Optional<Found> found = at(words, i, started);
                if (found.isPresent()) {
                    return found;
                }
                atCommand = false;
            }
        }
        return Optional.empty();
    }

    /** A variable, a wrapper, or an argument of one: the command comes after it. */
    private static boolean isBeforeCommand(String word) {
        return WRAPPERS.contains(word) || word.contains("=") || word.startsWith("-") || word.matches("[0-9.]+[smh]?");
    }

    /** What a program with these arguments waits for when it sleeps. */
    Optional<Found> asleep(List<String> commandLine) {
        if (commandLine.isEmpty()) {
            return Optional.empty();
        }
        int program = INTERPRETER.matcher(commandLine.get(0)).matches() ? script(commandLine) : 0;
        return program < commandLine.size() ? at(commandLine, program, asleep) : Optional.empty();
    }

    /** Where an interpreter's script is named; behind the end where the script is an argument itself, as after {@code -c}. */
    private static int script(List<String> commandLine) {
        int word = 1;
        while (word < commandLine.size() && commandLine.get(word).startsWith("-")) {
            // To a shell -e is no script, but that it ends at the first failure.
            boolean shell = commandLine.get(0).endsWith("sh");
            if ((shell ? SHELL_SCRIPT : SCRIPT).matcher(commandLine.get(word)).matches()) {
                return commandLine.size();
            }
            word++;
        }
        return word;
    }

    private static Optional<Found> at(List<String> words, int i, Map<String, RootCause> causes) {
        String name = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
        String withNext = i + 1 < words.size() ? name + "-" + words.get(i + 1) : name;
        return List.of(withNext, name).stream()
                .filter(causes::containsKey)
                .map(known -> new Found(name, causes.get(known)))
                .findFirst();
    }
}
