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

/** Programs whose repetition tells what is waited for ({@code retried.txt} beside this class). Immutable. */
final class RetriedPrograms {
    private static final String FILE = "retried.txt";

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

    /** What a script waits for that starts this again and again; empty where its words name no such program. */
    Optional<Found> started(List<String> words) {
        return find(words, started);
    }

    /** What a program with these arguments waits for when it sleeps. */
    Optional<Found> asleep(List<String> commandLine) {
        // The second word is the program where the first is the interpreter of its script.
        return find(commandLine.subList(0, Math.min(2, commandLine.size())), asleep);
    }

    private static Optional<Found> find(List<String> words, Map<String, RootCause> causes) {
        for (int i = 0; i < words.size(); i++) {
            String name = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
            String withNext = i + 1 < words.size() ? name + "-" + words.get(i + 1) : name;
            for (String known : List.of(withNext, name)) {
                if (causes.containsKey(known)) {
                    return Optional.of(new Found(name, causes.get(known)));
                }
            }
        }
        return Optional.empty();
    }
}
