package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.cli.chaos.Json.Bare;
import io.runnerwatchdog.cli.chaos.Json.Items;
import io.runnerwatchdog.cli.chaos.Json.Members;
import io.runnerwatchdog.cli.chaos.Json.Text;
import io.runnerwatchdog.cli.chaos.Terms.StdinKind;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.run.Liveness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a file of scenarios. Not thread-safe. */
final class ScenarioReader {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";
    private static final List<String> KEYS = List.of(
            "name",
            "why",
            "expected",
            "accepted",
            "needs",
            "files",
            "prepare",
            "helper",
            "command",
            "afterStart",
            "cleanup",
            "stdin",
            "idleMs",
            "hardMs",
            "atLeastMs",
            "liveness",
            "parallel");
    private static final long MOST_MILLIS = 600_000;
    private static final long USUAL_IDLE_MILLIS = 3_000;
    private static final long HARD_BEYOND_IDLE_MILLIS = 20_000;

    private final String file;
    private final Function<String, Optional<URL>> attachments;
    private final Map<String, Json.Place> names = new LinkedHashMap<>();

    /** @param attachments where the file's attachments are */
    ScenarioReader(String file, Function<String, Optional<URL>> attachments) {
        this.file = file;
        this.attachments = attachments;
    }

    List<CauseScenario> read(InputStream in) throws IOException, ScenarioException {
        Members root = members(Json.read(file, in), List.of("group", "scenarios"));
        String group = name(required(root, "group"));
        List<CauseScenario> scenarios = new ArrayList<>();
        for (Json one : items(required(root, "scenarios"))) {
            scenarios.add(scenario(group, members(one, KEYS)));
        }
        return scenarios;
    }

    private CauseScenario scenario(String group, Members of) throws ScenarioException {
        Json nameAt = required(of, "name");
        String name = name(nameAt);
        if (names.putIfAbsent(name, nameAt.place()) != null) {
            throw wrong(
                    nameAt,
                    "a name that is not used before (line " + names.get(name).line() + ")");
        }
        return new CauseScenario(
                name, group, text(required(of, "why")), truth(of), needs(of), files(of), steps(of), terms(of));
    }

    private Truth truth(Members of) throws ScenarioException {
        Json expected = required(of, "expected");
        Optional<RootCause> cause = text(expected).equals(Truth.NONE) ? Optional.empty() : Optional.of(cause(expected));
        List<RootCause> accepted = new ArrayList<>();
        for (Json one : list(of, "accepted")) {
            if (cause.isEmpty() || cause(one).equals(cause.get())) {
                throw wrong(one, "a cause beside the expected one");
            }
            accepted.add(cause(one));
        }
        return new Truth(cause, accepted);
    }

    private RootCause cause(Json value) throws ScenarioException {
        String word = text(value);
        return RootCause.builtIn().stream()
                .filter(cause -> cause.id().equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(
                        value,
                        "one of "
                                + RootCause.builtIn().stream()
                                        .map(RootCause::id)
                                        .collect(Collectors.joining(", "))
                                + ", " + Truth.NONE));
    }

    private List<Need> needs(Members of) throws ScenarioException {
        List<Need> needs = new ArrayList<>();
        for (Json one : list(of, "needs")) {
            if (one instanceof Members) {
                Members proof = members(one, List.of("what", "line"));
                needs.add(new Need.Proof(text(required(proof, "what")), lines(required(proof, "line"))));
            } else {
                needs.add(Need.of(text(one)));
            }
        }
        return needs;
    }

    private Map<String, URL> files(Members of) throws ScenarioException {
        Map<String, URL> files = new LinkedHashMap<>();
        for (Json one : list(of, "files")) {
            String name = text(one);
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw wrong(one, "the name of a file beside this one");
            }
            files.put(name, attachments.apply(name).orElseThrow(() -> wrong(one, "a file that is there")));
        }
        return files;
    }

    private Steps steps(Members of) throws ScenarioException {
        return new Steps(
                script(of, "prepare"),
                script(of, "helper"),
                lines(required(of, "command")),
                script(of, "afterStart"),
                script(of, "cleanup"));
    }

    private Terms terms(Members of) throws ScenarioException {
        long idle = millis(of, "idleMs", USUAL_IDLE_MILLIS);
        long hard = millis(of, "hardMs", idle + HARD_BEYOND_IDLE_MILLIS);
        if (hard <= idle) {
            throw wrong(required(of, "hardMs"), "more than idleMs, which is " + idle);
        }
        return new Terms(
                choice(of, "stdin", Map.of("closed", StdinKind.CLOSED, "silent", StdinKind.SILENT), StdinKind.CLOSED),
                Duration.ofMillis(idle),
                Duration.ofMillis(hard),
                choice(
                        of,
                        "liveness",
                        Map.of("output", Liveness.OUTPUT, "progress", Liveness.PROGRESS),
                        Liveness.OUTPUT),
                Duration.ofMillis(millis(of, "atLeastMs", 1)),
                flag(of, "parallel"));
    }

    private Optional<String> script(Members of, String key) throws ScenarioException {
        return of.members().containsKey(key) ? Optional.of(lines(required(of, key))) : Optional.empty();
    }

    private long millis(Members of, String key, long usual) throws ScenarioException {
        Json value = of.members().get(key);
        if (value == null) {
            return usual;
        }
        if (value instanceof Bare bare && bare.value().matches("[1-9][0-9]{0,5}")) {
            long millis = Long.parseLong(bare.value());
            if (millis <= MOST_MILLIS) {
                return millis;
            }
        }
        throw wrong(value, "a whole number from 1 to " + MOST_MILLIS);
    }

    private boolean flag(Members of, String key) throws ScenarioException {
        Json value = of.members().get(key);
        if (value == null) {
            return false;
        }
        if (value instanceof Bare bare && bare.value().matches("true|false")) {
            return Boolean.parseBoolean(bare.value());
        }
        throw wrong(value, "true or false");
    }

    private <T> T choice(Members of, String key, Map<String, T> words, T usual) throws ScenarioException {
        Json value = of.members().get(key);
        if (value == null) {
            return usual;
        }
        if (value instanceof Text text && words.containsKey(text.value())) {
            return words.get(text.value());
        }
        throw wrong(value, "one of " + words.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }

    private String name(Json value) throws ScenarioException {
        if (!text(value).matches(NAME)) {
            throw wrong(value, "a name that matches " + NAME);
        }
        return text(value);
    }

    private String text(Json value) throws ScenarioException {
        if (value instanceof Text text && !text.value().isBlank()) {
            return text.value();
        }
        throw wrong(value, "a text that is not empty");
    }

    /** One line, or an array of lines. */
    private String lines(Json value) throws ScenarioException {
        if (!(value instanceof Items items)) {
            return text(value);
        }
        List<String> lines = new ArrayList<>();
        for (Json item : items.items()) {
            if (!(item instanceof Text line)) {
                throw wrong(item, "a line of text");
            }
            lines.add(line.value());
        }
        if (lines.isEmpty()) {
            throw wrong(value, "at least one line");
        }
        return String.join("\n", lines);
    }

    private List<Json> list(Members of, String key) throws ScenarioException {
        return of.members().containsKey(key) ? items(required(of, key)) : List.of();
    }

    private List<Json> items(Json value) throws ScenarioException {
        if (value instanceof Items items) {
            return items.items();
        }
        throw wrong(value, "an array");
    }

    private Members members(Json value, List<String> known) throws ScenarioException {
        if (!(value instanceof Members object)) {
            throw wrong(value, "an object");
        }
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                throw new ScenarioException(
                        file, member.getValue().place(), "an unknown key", "one of " + String.join(", ", known));
            }
        }
        return object;
    }

    private Json required(Members of, String key) throws ScenarioException {
        Json value = of.members().get(key);
        if (value == null) {
            throw new ScenarioException(file, of.place(), "no \"" + key + "\"", "one");
        }
        return value;
    }

    private ScenarioException wrong(Json value, String expected) {
        return new ScenarioException(file, value.place(), value.found(), expected);
    }
}
