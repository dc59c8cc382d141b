package io.runnerwatchdog.report;

import io.runnerwatchdog.report.Incident.Fired;
import io.runnerwatchdog.report.Incident.LimitChange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The runbook's templates, filled with what is known of an incident. What evidence cannot tell stays in square brackets, for
 * somebody who knows.
 */
public final class IncidentText {
    /** What is to be written. */
    public enum Template {
        /** An issue, in Markdown. */
        ISSUE(Markdown::code),
        /** A message in a chat. */
        SLACK(IncidentText::inBackticks),
        /** The status page: the public may read it, so it names no hosts and no commands. */
        STATUS(Markdown::plain);

        private final UnaryOperator<String> hostile;

        Template(UnaryOperator<String> hostile) {
            this.hostile = hostile;
        }
    }

    /** In what language. */
    public enum Language {
        EN,
        TR;

        private Wording wording() {
            return new Wording(name().toLowerCase(Locale.ROOT));
        }
    }

    /** So many of each are named. */
    private static final int NAMED = 3;

    private final Incident incident;
    private final Template template;
    private final Wording words;
    private final ZoneId zone;

    private IncidentText(Incident incident, Template template, Language language) {
        this.incident = incident;
        this.template = template;
        words = language.wording();
        zone = incident.report().period().zone();
    }

    /** @param evidence where it is, for the reader */
    public static String of(Incident incident, Template template, Language language, String evidence) {
        return new IncidentText(incident, template, language).fill(evidence);
    }

    /** Chat programs know no longer fences: backticks within are lost. */
    private static String inBackticks(String text) {
        String plain = Markdown.plain(text.replace('`', '\''));
        return plain.isEmpty() ? Shown.NOTHING : "`" + plain + "`";
    }

    private String fill(String evidence) {
        Map<String, String> values = new HashMap<>();
        values.put("date", date());
        values.put("alarm", alarm());
        values.put("start", incident.stalls().map(span -> time(span.first())).orElse("[START_TIME]"));
        values.put("end", end().orElse("[END_TIME]"));
        values.put("impact", impact());
        values.put("rootCause", rootCause());
        values.put("affected", affected());
        values.put("chain", chain());
        values.put("evidence", template.hostile.apply(evidence));
        values.put("temporary", temporary());
        values.put("watchdog", watchdog());
        return words.fill(template.name().toLowerCase(Locale.ROOT), values);
    }

    private String date() {
        Instant day = incident.stalls()
                .map(Incident.Span::first)
                .orElse(incident.report().period().from());
        return LocalDate.ofInstant(day, zone).toString();
    }

    private Optional<String> end() {
        return incident.isOver() ? incident.stalls().map(span -> time(span.last())) : Optional.empty();
    }

    private String time(Instant time) {
        return Shown.time(time, zone) + " " + zone.getId();
    }

    private String alarm() {
        List<Fired> alerts = incident.alerts();
        return alerts.isEmpty()
                ? words.phrase("alarm.none")
                : alerts.stream()
                        .map(fired -> words.phrase("alarm.fired", fired.alert().id(), time(fired.firedAt())))
                        .collect(Collectors.joining(", "));
    }

    private String impact() {
        Counts counts = incident.report().counts();
        if (counts.stalls() == 0) {
            return words.phrase("impact.none");
        }
        String text = words.phrase(
                "impact",
                Long.toString(counts.stalls()),
                Long.toString(counts.failed() + counts.killed()),
                Long.toString(counts.ended()));
        if (counts.skipped() > 0) {
            text += words.phrase("impact.skipped", Long.toString(counts.skipped()));
        }
        if (counts.survivors() > 0) {
            text += words.phrase("impact.survivors", Long.toString(counts.survivors()));
        }
        return text;
    }

    private String rootCause() {
        Breakdown causes = incident.report().stallsBy().rootCause();
        return causes.shares().isEmpty()
                ? "[ROOT_CAUSE]"
                : causes.shares().stream()
                        .limit(NAMED)
                        .map(share -> cause(share, causes.total()))
                        .collect(Collectors.joining(", "));
    }

    private String cause(Breakdown.Share share, long total) {
        return words.phrase(
                "cause",
                share.name(),
                Shown.percent(OptionalDouble.of((double) share.count() / total)),
                Long.toString(share.count()),
                Long.toString(total));
    }

    private String affected() {
        Report.StallsBy by = incident.report().stallsBy();
        return by.host().total() == 0
                ? "[ENV/HOST/COMMAND_TYPE]"
                : names(by.environment()) + " / " + names(by.host()) + " / " + names(by.commandType());
    }

    private String names(Breakdown breakdown) {
        List<Breakdown.Share> shares = breakdown.shares();
        String named = shares.stream()
                .limit(NAMED)
                .map(share -> template.hostile.apply(share.name()) + " (" + share.count() + ")")
                .collect(Collectors.joining(", "));
        long others = breakdown.total()
                - shares.stream().limit(NAMED).mapToLong(Breakdown.Share::count).sum();
        return others == 0 ? named : words.phrase("affected.others", named, Long.toString(others));
    }

    private String chain() {
        return incident.report().chains().stream()
                .findFirst()
                .map(chain -> words.phrase(
                        "chain",
                        chain.links().stream().map(template.hostile).collect(Collectors.joining(" → ")),
                        Long.toString(chain.count())))
                .orElse(Shown.NOTHING);
    }

    private String temporary() {
        List<LimitChange> changes = incident.done().limits();
        return changes.isEmpty()
                ? "[Runtime timeout override]"
                : changes.stream().map(this::change).collect(Collectors.joining(", "));
    }

    private String change(LimitChange change) {
        return words.phrase(
                change.idle() ? "limit.idle" : "limit.hard",
                template.hostile.apply(change.commandType()),
                template.hostile.apply(change.environment()),
                Shown.duration(change.first()),
                Shown.duration(change.last()));
    }

    private String watchdog() {
        Counts counts = incident.report().counts();
        Incident.Done done = incident.done();
        return words.phrase(
                "watchdog",
                Long.toString(counts.killed()),
                Long.toString(counts.skipped()),
                Long.toString(done.retries()),
                Long.toString(done.retriesThatSucceeded()),
                Long.toString(counts.shadowStalls()));
    }
}
