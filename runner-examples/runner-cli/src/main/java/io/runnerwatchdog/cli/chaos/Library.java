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

/** The scenarios that come with the command line, by group, and those of a file of one's own. */
final class Library {
    /** All groups, in the order in which they run. */
    static final List<String> GROUPS =
            List.of("io", "network", "lock", "hang", "cpu", "input", "busy", "healthy", "burst", "metrics", "evidence");

    /** The word for all groups. */
    static final String ALL = "all";

    /** The word for no group, but what is named or in a file of one's own. */
    static final String CUSTOM = "custom";

    private final List<Scenario> own;

    private Library(List<? extends Scenario> own) {
        this.own = List.copyOf(own);
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
                        + CUSTOM + ", found \"" + word + "\"" + insteadOfGroup(word));
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
        List<Scenario> all = named();
        return all.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no such scenario: " + name + insteadOfName(name, all)));
    }

    /** All that have a name here, one's own first: it may replace one of ours. */
    private List<Scenario> named() throws IOException, ScenarioException {
        List<Scenario> all = new ArrayList<>(own);
        all.addAll(builtIn());
        return all;
    }

    private String insteadOfName(String name, List<Scenario> all) {
        String hint = DidYouMean.hint(name, all.stream().map(Scenario::name).toList());
        return hint + "; all --dry-run lists them" + (own.isEmpty() ? ", --scenario-file brings your own" : "");
    }

    private String insteadOfGroup(String word) throws IOException, ScenarioException {
        if (named().stream().anyMatch(scenario -> scenario.name().equals(word))) {
            return ", which is a scenario: custom --scenario " + word;
        }
        List<String> words = new ArrayList<>(GROUPS);
        words.addAll(List.of(ALL, CUSTOM));
        return DidYouMean.hint(word, words);
    }

    static List<Scenario> builtIn() throws IOException, ScenarioException {
        List<Scenario> all = new ArrayList<>();
        for (String group : GROUPS) {
            all.addAll(group(group));
        }
        return all;
    }

    private static List<? extends Scenario> group(String group) throws IOException, ScenarioException {
        if (Drills.GROUPS.contains(group)) {
            return Drills.of(group);
        }
        String name = group + ".json";
        try (InputStream in = Library.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not in the jar: " + name);
            }
            return new ScenarioReader(name, file -> Optional.ofNullable(Library.class.getResource("files/" + file)))
                    .read(in);
        }
    }

    private static List<? extends Scenario> fromFile(Path file) throws IOException, ScenarioException {
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
