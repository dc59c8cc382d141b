package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.cli.terminal.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The scenarios that come with the command line, by group, and those of a file of one's own. */
final class Library {
    /** All groups, in the order in which they run. */
    static final List<String> GROUPS = List.of("io", "network", "lock", "hang", "cpu", "input", "busy", "healthy");

    /** The word for all groups. */
    static final String ALL = "all";

    /** The word for no group, but what is named or in a file of one's own. */
    static final String CUSTOM = "custom";

    private final List<Scenario> own;

    private Library(List<Scenario> own) {
        this.own = own;
    }

    static Library of(Optional<Path> ownFile) throws IOException, ScenarioException {
        return new Library(ownFile.isPresent() ? fromFile(ownFile.get()) : List.of());
    }

    /** What was asked for, each once. */
    List<Scenario> select(List<String> groups, List<String> names) throws IOException, ScenarioException {
        Set<Scenario> selected = new LinkedHashSet<>();
        for (String word : groups) {
            if (word.equals(ALL)) {
                selected.addAll(builtIn());
            } else if (GROUPS.contains(word)) {
                selected.addAll(group(word));
            } else if (!word.equals(CUSTOM)) {
                throw new UsageException("expected a group, one of " + String.join(", ", GROUPS) + ", " + ALL + ", "
                        + CUSTOM + ", found \"" + word + "\"");
            }
        }
        for (String name : names) {
            selected.add(named(name));
        }
        if (names.isEmpty()) {
            selected.addAll(own);
        }
        if (selected.isEmpty()) {
            throw new UsageException("expected a group (" + String.join(", ", GROUPS) + ", " + ALL
                    + "), or custom with --scenario NAME or --scenario-file FILE");
        }
        return List.copyOf(selected);
    }

    private Scenario named(String name) throws IOException, ScenarioException {
        List<Scenario> all = new ArrayList<>(own);
        all.addAll(builtIn());
        return all.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no such scenario: " + name + alike(name, all)));
    }

    private static String alike(String name, List<Scenario> all) {
        String alike = all.stream()
                .map(Scenario::name)
                .filter(other -> other.contains(name) || name.contains(other))
                .collect(Collectors.joining(", "));
        return alike.isEmpty() ? "; --dry-run lists them" : "; there is " + alike;
    }

    static List<Scenario> builtIn() throws IOException, ScenarioException {
        List<Scenario> all = new ArrayList<>();
        for (String group : GROUPS) {
            all.addAll(group(group));
        }
        return all;
    }

    private static List<Scenario> group(String group) throws IOException, ScenarioException {
        String name = group + ".json";
        try (InputStream in = Library.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not in the jar: " + name);
            }
            return new ScenarioReader(name, file -> Optional.ofNullable(Library.class.getResource("files/" + file)))
                    .read(in);
        }
    }

    private static List<Scenario> fromFile(Path file) throws IOException, ScenarioException {
        try (InputStream in = Files.newInputStream(file)) {
            return new ScenarioReader(file.toString(), name -> beside(file, name)).read(in);
        }
    }

    private static Optional<URL> beside(Path file, String name) {
        Path path = file.toAbsolutePath().resolveSibling(name);
        try {
            return Files.isRegularFile(path) ? Optional.of(path.toUri().toURL()) : Optional.empty();
        } catch (MalformedURLException impossible) {
            return Optional.empty();
        }
    }
}
