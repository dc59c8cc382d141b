package io.runnerwatchdog.cli.chaos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.cli.terminal.Paint;
import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.diagnosis.Confidence;
import io.runnerwatchdog.diagnosis.Diagnosis;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.evidence.Redactor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Prints what came of the scenarios, for people and for programs. */
final class Report {
    private static final JsonFactory JSON = new JsonFactory();

    private Report() {}

    /** Writes one object of JSON. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static void table(List<Finding> findings, PrintWriter out) {
        Table table = new Table("name", "expected", "found", "confidence", "verdict")
                .whole("name")
                .expendable("confidence")
                .paint("verdict", Report::paint);
        for (Finding finding : findings) {
            table.row(
                    finding.scenario().name(),
                    finding.scenario().expected(),
                    finding.found().orElse("-"),
                    finding.diagnosis()
                            .map(Diagnosis::confidence)
                            .map(Report::sure)
                            .orElse("-"),
                    finding.describe());
        }
        table.print(out);
        figures(Figures.of(findings), out);
    }

    private static Paint paint(String verdict) {
        if (verdict.startsWith(Verdict.MISS.word()) || verdict.startsWith(Verdict.BROKEN.word())) {
            return Paint.BAD;
        }
        return verdict.startsWith(Verdict.OK.word()) ? Paint.GOOD : Paint.DOUBTFUL;
    }

    private static String sure(Confidence confidence) {
        return String.format(Locale.ROOT, "%.2f", confidence.value());
    }

    private static void figures(Figures figures, PrintWriter out) {
        out.println();
        out.println("exact " + figures.exact() + " of " + figures.judged() + " judged, accepted " + figures.accepted()
                + ", missed " + figures.missed() + "; not run " + figures.notRun() + ", broken " + figures.broken());
        List<String> words = figures.words();
        if (words.isEmpty()) {
            return;
        }
        List<String> headings = new ArrayList<>(List.of("expected \\ found"));
        headings.addAll(words);
        headings.addAll(List.of("precision", "recall"));
        Table table = new Table(headings.toArray(String[]::new));
        for (String truth : words) {
            List<String> row = new ArrayList<>(List.of(truth));
            words.forEach(found -> row.add(figures.at(truth, found) == 0 ? "." : "" + figures.at(truth, found)));
            row.add(share(figures.precision(truth)));
            row.add(share(figures.recall(truth)));
            table.row(row.toArray(String[]::new));
        }
        out.println();
        table.print(out);
    }

    private static String share(OptionalDouble share) {
        return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", share.getAsDouble());
    }

    static void json(List<Finding> findings, PrintWriter out) {
        findings.forEach(finding -> out.println(object(json -> finding(finding, json))));
        Figures figures = Figures.of(findings);
        out.println(object(json -> {
            json.writeObjectFieldStart("figures");
            json.writeNumberField("exact", figures.exact());
            json.writeNumberField("accepted", figures.accepted());
            json.writeNumberField("missed", figures.missed());
            json.writeNumberField("notRun", figures.notRun());
            json.writeNumberField("broken", figures.broken());
            json.writeObjectFieldStart("causes");
            for (String word : figures.words()) {
                cause(figures, word, json);
            }
            json.writeEndObject();
            json.writeEndObject();
        }));
    }

    private static void cause(Figures figures, String word, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(word);
        if (figures.precision(word).isPresent()) {
            json.writeNumberField("precision", figures.precision(word).getAsDouble());
        }
        if (figures.recall(word).isPresent()) {
            json.writeNumberField("recall", figures.recall(word).getAsDouble());
        }
        json.writeObjectFieldStart("found");
        for (String found : figures.words()) {
            if (figures.at(word, found) > 0) {
                json.writeNumberField(found, figures.at(word, found));
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void finding(Finding finding, JsonGenerator json) throws IOException {
        json.writeStringField("scenario", finding.scenario().name());
        json.writeStringField("group", finding.scenario().group());
        json.writeStringField("expected", finding.scenario().expected());
        json.writeStringField("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
        if (!finding.note().isEmpty()) {
            json.writeStringField("note", finding.note());
        }
        if (finding.found().isPresent()) {
            json.writeStringField("found", finding.found().get());
        }
        if (finding.diagnosis().isPresent()) {
            Diagnosis diagnosis = finding.diagnosis().get();
            Redactor redactor = Redactor.standard();
            json.writeNumberField("confidence", diagnosis.confidence().value());
            json.writeStringField("summary", redactor.redact(diagnosis.summary()));
            strings(
                    "chain",
                    diagnosis.chain().describe().stream().map(redactor::redact).toList(),
                    json);
        }
        json.writeNumberField("tookMs", finding.took().toMillis());
    }

    /** What would run: name, truth, what it needs and whether that is here. */
    static void plan(List<Scenario> scenarios, boolean asJson, PrintWriter out) throws InterruptedException {
        Table table = new Table("name", "group", "expected", "accepted", "needs", "runs here")
                .whole("name")
                .expendable("accepted", "group");
        for (Scenario scenario : scenarios) {
            List<String> missing = new ArrayList<>();
            for (Need need : scenario.needs()) {
                if (!need.isMet()) {
                    missing.add(need.describe());
                }
            }
            if (asJson) {
                out.println(object(json -> plan(scenario, missing, json)));
            }
            table.row(
                    scenario.name(),
                    scenario.group(),
                    scenario.expected(),
                    words(accepted(scenario)),
                    words(needs(scenario)),
                    missing.isEmpty() ? "yes" : "no: needs " + words(missing));
        }
        if (!asJson) {
            table.print(out);
        }
    }

    private static void plan(Scenario scenario, List<String> missing, JsonGenerator json) throws IOException {
        json.writeStringField("scenario", scenario.name());
        json.writeStringField("group", scenario.group());
        json.writeStringField("why", scenario.why());
        json.writeStringField("expected", scenario.expected());
        strings("accepted", accepted(scenario), json);
        strings("needs", needs(scenario), json);
        strings("missing", missing, json);
        json.writeBooleanField("safe", scenario.isSafe());
        if (scenario instanceof CauseScenario cause) {
            json.writeNumberField("idleMs", cause.terms().idle().toMillis());
        }
    }

    private static List<String> accepted(Scenario scenario) {
        return scenario.accepted().stream().map(RootCause::id).toList();
    }

    private static List<String> needs(Scenario scenario) {
        return scenario.needs().stream().map(Need::describe).toList();
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    private static void strings(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }
}
