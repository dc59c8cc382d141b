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

    private static final class Holder {
        private static final RetriedPrograms READ = new RetriedPrograms();
    }

    private final Map<String, RootCause> causes = new HashMap<>();

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
        RootCause cause = RootCause.of(fields[0].strip());
        for (String program : fields[1].strip().split(" +")) {
            causes.put(program, cause);
        }
    }

    /** The first word that names such a program, without its directory. */
    Optional<String> in(List<String> words) {
        return words.stream()
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .filter(causes::containsKey)
                .findFirst();
    }

    Optional<RootCause> cause(String program) {
        return Optional.ofNullable(causes.get(program));
    }
}
