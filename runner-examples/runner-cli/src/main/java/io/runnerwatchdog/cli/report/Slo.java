package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.terminal.Table;
import io.runnerwatchdog.config.ConfigException;
import io.runnerwatchdog.report.Criterion;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Periods;
import io.runnerwatchdog.report.Report;
import io.runnerwatchdog.report.ReportJson;
import io.runnerwatchdog.report.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the success criteria were met. */
@CommandLine.Command(
        name = "slo",
        description = "The four success criteria over the evidence. Ends with 1 where one fails, else with 0; with 2"
                + " where there is no evidence.",
        mixinStandardHelpOptions = true)
public final class Slo implements Callable<Integer> {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "Not older than so long, for example 90m, 24h, 7d. Default 24h.")
    private String since;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Mixin
    private EvidenceAtHand evidence;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        Instant now = Instant.now();
        Period period = Periods.since(since, now, ZoneId.systemDefault());
        Report report = EvidenceAtHand.report(
                evidence.directory(), period, now, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ReportJson.writeCriteria(report, out);
        } else {
            print(report, out);
        }
        out.flush();
        boolean failed =
                report.criteria().stream().anyMatch(criterion -> criterion.outcome() == Criterion.Outcome.FAIL);
        return failed ? 1 : 0;
    }

    private static void print(Report report, PrintWriter out) {
        Table table = new Table("criterion", "worst", "window ended", "latest", "must be", "");
        for (Criterion each : report.criteria()) {
            table.row(
                    Shown.title(each.goal()),
                    Shown.value(each.goal(), each.value()),
                    Shown.time(each.worstAt(), report.period().zone()),
                    Shown.value(each.goal(), each.latest()),
                    Shown.limit(each.goal()),
                    Shown.outcome(each));
        }
        table.print(out);
        if (report.lines().inPeriod() == 0) {
            out.println("the evidence has no line of this time");
        }
        if (report.lines().unreadable() > 0) {
            out.println(report.lines().unreadable() + " lines could not be understood");
        }
    }
}
