package io.runnerwatchdog.policy;

import io.runnerwatchdog.policy.Found.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds every command that a command would start, as far as its words tell. Not thread-safe. */
final class CommandFinder {
    private static final Set<String> HARMLESS = Set.of(
            ("cd pushd popd dirs pwd echo printf test [ [[ ]] export set unset shift local declare typeset readonly let true"
                            + " false : exit return break continue read umask ulimit wait getopts type times")
                    .split(" "));
    private static final Set<String> FIND_ACTIONS = Set.of("-exec", "-execdir", "-ok", "-okdir");
    private static final Set<String> JOINING = Set.of("watch", "parallel");
    private static final String NO_SHELL_IN_PARTICULAR = "sh";

    private final List<Found> found = new ArrayList<>();
    private Optional<String> doubt = Optional.empty();

    /**
     * What was found.
     *
     * @param doubt why there may be more; empty if that is all
     */
    record Findings(List<Found> commands, Optional<String> doubt) {}

    /** Where a command stands. */
    private record Place(String via, int depth, Optional<String> shell, Set<String> functions) {
        Place inside(String step) {
            return new Place(via.isEmpty() ? step : via + ", " + step, depth + 1, Optional.empty(), Set.of());
        }

        Place inShell(String name, Set<String> functions) {
            return new Place(via, depth, Optional.of(name), functions);
        }
    }

    private CommandFinder() {}

    static Findings in(List<String> argv) {
        CommandFinder finder = new CommandFinder();
        finder.look(argv.stream().map(Word::literal).toList(), new Place("", 0, Optional.empty(), Set.of()));
        return new Findings(List.copyOf(finder.found), finder.doubt);
    }

    private void look(List<Word> words, Place place) {
        if (words.isEmpty()) {
            return;
        }
        if (place.depth() > ShellText.DEEPEST) {
            doubt = Optional.of("it is nested more than " + ShellText.DEEPEST + " deep");
            return;
        }
        Word program = words.get(0);
        String name = Word.baseName(program.text());
        if (place.shell().isPresent() && program.known() && lookAtBuiltin(words, place)) {
            return;
        }
        Optional<Wrapper> wrapper = Wrappers.of(words);
        if (ShellLine.isShell(name)) {
            lookAtShell(words, name, place);
        } else if (wrapper.isPresent()) {
            lookAtWrapper(wrapper.get(), words, name, place);
        } else {
            add(words, Kind.PROGRAM, place);
            if (name.equals("find")) {
                lookAtFind(words, place);
            }
        }
    }

    private void add(List<Word> words, Kind kind, Place place) {
        // A name that is only partly known may be that of another program.
        boolean counts = kind == Kind.MEANS && !words.get(0).known();
        found.add(new Found(words, counts ? Kind.PROGRAM : kind, place.via()));
    }

    /** Whether the shell does it without starting a program of this name. */
    private boolean lookAtBuiltin(List<Word> words, Place place) {
        String name = words.get(0).text();
        if (place.functions().contains(name) || HARMLESS.contains(name)) {
            add(words, Kind.HARMLESS, place);
            return true;
        }
        switch (name) {
            case ".", "source" -> add(words, Kind.HIDING, place);
            case "eval" -> lookAtEval(words, place);
            case "trap" -> {
                add(words, Kind.HARMLESS, place);
                if (words.size() > 1) {
                    lookAtLine(words.get(1), place.shell().orElseThrow(), place.inside("trap"), Set.of());
                }
            }
            case "command" -> {
                boolean asksOnly = words.size() > 1 && words.get(1).text().matches("-p?[vV].*");
                if (!asksOnly) {
                    return false;
                }
                add(words, Kind.HARMLESS, place);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void lookAtEval(List<Word> words, Place place) {
        Word line = joined(words.subList(1, words.size()));
        add(words, line.known() ? Kind.MEANS : Kind.HIDING, place);
        lookAtLine(line, place.shell().orElseThrow(), place.inside("eval"), place.functions());
    }

    private static Word joined(List<Word> words) {
        StringBuilder text = new StringBuilder();
        words.forEach(word -> text.append(text.length() == 0 ? "" : " ").append(word.text()));
        return new Word(text.toString(), text.toString(), words.stream().allMatch(Word::known), false);
    }

    private void lookAtShell(List<Word> words, String name, Place place) {
        Optional<Word> line = ShellCall.line(words);
        boolean readable = line.isPresent() && line.get().known();
        add(words, readable ? Kind.MEANS : Kind.HIDING, place);
        line.ifPresent(word -> lookAtLine(word, name, place.inside(name + " -c"), Set.of()));
    }

    private void lookAtLine(Word line, String shell, Place place, Set<String> defined) {
        ShellLine read = ShellLine.read(line.text(), shell, place.depth());
        doubt = doubt.or(read::doubt);
        Set<String> functions = new HashSet<>(defined);
        for (Statement statement : read.statements()) {
            if (statement instanceof Statement.Simple simple) {
                look(simple.words(), place.inShell(shell, functions));
                if (simple.words().get(0).text().equals("unset")) {
                    functions.clear();
                }
            } else if (statement instanceof Statement.Definition definition) {
                functions.add(definition.name());
            } else {
                functions.clear();
            }
        }
    }

    private void lookAtWrapper(Wrapper wrapper, List<Word> words, String name, Place place) {
        Wrapper.Inner inner = wrapper.inner(words);
        boolean startsSomething = inner.line().isPresent() || !inner.command().isEmpty();
        boolean counts = wrapper.builtin() ? place.shell().isEmpty() : !startsSomething;
        boolean hides = inner.line().filter(line -> !line.known()).isPresent();
        add(words, hides ? Kind.HIDING : counts ? Kind.PROGRAM : Kind.MEANS, place);
        Place inside = place.inside(name);
        if (name.equals("env") && inner.line().isPresent()) {
            look(splitByEnv(inner), inside);
        } else if (inner.line().isPresent()) {
            lookAtLine(inner.line().get(), NO_SHELL_IN_PARTICULAR, inside, Set.of());
        } else if (JOINING.contains(name)) {
            lookAtLine(joined(beforeInputs(inner.command())), NO_SHELL_IN_PARTICULAR, inside, Set.of());
        } else if (wrapper.builtin() && !name.equals("exec") && place.shell().isPresent()) {
            // Functions are passed over by both, the shell's own commands are not.
            look(inner.command(), inside.inShell(place.shell().get(), Set.of()));
        } else {
            look(inner.command(), inside);
        }
    }

    /** The words of {@code env -S "X=1 rm" -rf}. */
    private static List<Word> splitByEnv(Wrapper.Inner inner) {
        List<Word> words = new ArrayList<>();
        String line = inner.line().orElseThrow().text();
        ShellLine.read(line, NO_SHELL_IN_PARTICULAR, 0).statements().stream()
                .filter(Statement.Simple.class::isInstance)
                .forEach(simple -> words.addAll(((Statement.Simple) simple).words()));
        words.addAll(inner.command());
        return words;
    }

    /** What {@code parallel} runs; behind the colons are the inputs. */
    private static List<Word> beforeInputs(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).text().matches(":::\\+?|::::\\+?")) {
                return words.subList(0, i);
            }
        }
        return words;
    }

    private void lookAtFind(List<Word> words, Place place) {
        int begin = -1;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i).text();
            if (begin >= 0
                    && (word.equals(";")
                            || word.equals("+") && words.get(i - 1).text().equals("{}"))) {
                look(words.subList(begin, i), place.inside("find"));
                begin = -1;
            } else if (begin < 0 && FIND_ACTIONS.contains(word)) {
                begin = i + 1;
            }
        }
    }
}
