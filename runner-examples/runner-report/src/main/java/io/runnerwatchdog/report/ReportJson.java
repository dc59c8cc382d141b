package io.runnerwatchdog.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.runnerwatchdog.run.RunId;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A report as one JSON document, for programs. Names are never changed, only added to; what is not known is {@code null}.
 * All but ASCII is escaped, so that hostile text plays no tricks on a terminal either.
 */
public final class ReportJson {
    private static final int VERSION = 1;

    /** Thread-safe. The writer is the caller's: it is flushed and left open. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Report report;
    private final JsonGenerator out;

    private ReportJson(Report report, JsonGenerator out) {
        this.report = report;
        this.out = out;
    }

    /** Writes all of it. */
    public static void write(Report report, Writer to) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(to).useDefaultPrettyPrinter()) {
            new ReportJson(report, out).all();
        }
        to.write('\n');
        to.flush();
    }

    /** Writes when it is about, what it rests on and the criteria, in the same form. */
    public static void writeCriteria(Report report, Writer to) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(to).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            ReportJson json = new ReportJson(report, out);
            json.head();
            json.criteria();
            out.writeEndObject();
        }
        to.write('\n');
        to.flush();
    }

    private void all() throws IOException {
        out.writeStartObject();
        head();
        counts("counts", report.counts());
        if (report.before().isPresent()) {
            counts("before", report.before().get());
        } else {
            out.writeNullField("before");
        }
        criteria();
        stallsBy();
        hours();
        durations(report.durations());
        kinds();
        slowest();
        chains();
        out.writeEndObject();
    }

    private void head() throws IOException {
        out.writeNumberField("version", VERSION);
        out.writeObjectFieldStart("period");
        time("from", Optional.of(report.period().from()));
        time("to", Optional.of(report.period().to()));
        out.writeStringField("zone", report.period().zone().getId());
        out.writeEndObject();
        time("madeAt", Optional.of(report.madeAt()));
        out.writeObjectFieldStart("lines");
        out.writeNumberField("inPeriod", report.lines().inPeriod());
        out.writeNumberField("read", report.lines().read());
        out.writeNumberField("unreadable", report.lines().unreadable());
        out.writeEndObject();
    }

    private void counts(String name, Counts counts) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("stalls", counts.stalls());
        out.writeNumberField("idleStalls", counts.idleStalls());
        out.writeNumberField("hardStalls", counts.hardStalls());
        out.writeNumberField("shadowStalls", counts.shadowStalls());
        out.writeNumberField("ended", counts.ended());
        out.writeNumberField("succeeded", counts.succeeded());
        out.writeNumberField("failed", counts.failed());
        out.writeNumberField("killed", counts.killed());
        number("failureRate", counts.failureRate());
        out.writeNumberField("skipped", counts.skipped());
        out.writeNumberField("blocked", counts.blocked());
        out.writeNumberField("slow", counts.slow());
        out.writeNumberField("survivors", counts.survivors());
        out.writeEndObject();
    }

    private void criteria() throws IOException {
        out.writeArrayFieldStart("criteria");
        for (Criterion criterion : report.criteria()) {
            out.writeStartObject();
            out.writeStringField("id", criterion.goal().id());
            out.writeStringField("outcome", word(criterion.outcome()));
            number("value", criterion.value());
            out.writeNumberField("limit", criterion.goal().limit());
            time("worstAt", criterion.worstAt());
            number("latest", criterion.latest());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** {@code pass}, {@code fail} or {@code not-judged}. */
    private static String word(Criterion.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void stallsBy() throws IOException {
        out.writeObjectFieldStart("stallsBy");
        breakdown("rootCause", report.stallsBy().rootCause());
        breakdown("environment", report.stallsBy().environment());
        breakdown("host", report.stallsBy().host());
        breakdown("commandType", report.stallsBy().commandType());
        out.writeEndObject();
    }

    private void breakdown(String name, Breakdown breakdown) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeArrayFieldStart("shares");
        for (Breakdown.Share share : breakdown.shares()) {
            out.writeStartObject();
            out.writeStringField("name", share.name());
            out.writeNumberField("count", share.count());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("others", breakdown.others());
        out.writeEndObject();
    }

    private void hours() throws IOException {
        out.writeArrayFieldStart("hours");
        for (Report.Hour hour : report.hours()) {
            out.writeStartObject();
            time("start", Optional.of(hour.start()));
            breakdown("stalls", hour.stalls());
            out.writeNumberField("ended", hour.ended());
            out.writeNumberField("notSucceeded", hour.notSucceeded());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void durations(Durations durations) throws IOException {
        out.writeObjectFieldStart("durations");
        out.writeNumberField("count", durations.count());
        millis("p50Ms", durations.p50());
        millis("p95Ms", durations.p95());
        millis("p99Ms", durations.p99());
        millis("longestMs", durations.longest());
        out.writeEndObject();
    }

    private void kinds() throws IOException {
        out.writeArrayFieldStart("kinds");
        for (Report.Kind kind : report.kinds()) {
            out.writeStartObject();
            out.writeStringField("commandType", kind.commandType());
            out.writeStringField("environment", kind.environment());
            counts("counts", kind.counts());
            durations(kind.durations());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberField("kindsLeftOut", report.kindsLeftOut());
    }

    private void slowest() throws IOException {
        out.writeArrayFieldStart("slowest");
        for (Report.SlowStep step : report.slowest()) {
            out.writeStartObject();
            time("endedAt", Optional.of(step.endedAt()));
            millis("tookMs", Optional.of(step.took()));
            out.writeStringField("outcome", step.outcome());
            out.writeStringField("commandType", step.commandType());
            out.writeStringField("environment", step.environment());
            out.writeStringField("host", step.host());
            out.writeStringField("command", step.command());
            run("runId", step.runId());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void chains() throws IOException {
        out.writeArrayFieldStart("chains");
        for (Report.SeenChain chain : report.chains()) {
            out.writeStartObject();
            out.writeNumberField("count", chain.count());
            out.writeStringField("rootCause", chain.rootCause());
            texts("links", chain.links());
            out.writeNumberField("hosts", chain.hosts());
            time("first", Optional.of(chain.first()));
            time("last", Optional.of(chain.last()));
            run("newestRunId", chain.newest());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void texts(String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private void run(String name, Optional<RunId> run) throws IOException {
        out.writeStringField(name, run.map(RunId::value).orElse(null));
    }

    private void time(String name, Optional<Instant> time) throws IOException {
        out.writeStringField(name, time.map(Instant::toString).orElse(null));
    }

    private void millis(String name, Optional<Duration> duration) throws IOException {
        if (duration.isPresent()) {
            out.writeNumberField(name, duration.get().toMillis());
        } else {
            out.writeNullField(name);
        }
    }

    private void number(String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            out.writeNumberField(name, number.getAsDouble());
        } else {
            out.writeNullField(name);
        }
    }
}
