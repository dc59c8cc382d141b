package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;

import io.runnerwatchdog.report.Report;
import java.util.Optional;

/** What the report rests on. */
record Foot(Report report, Clock clock, Optional<String> version) {
    Element draw() {
        Report.Lines lines = report.lines();
        String unreadable = lines.unreadable() == 0
                ? "none unreadable"
                : Figures.count(lines.unreadable()) + " unreadable and left out";
        String duplicates =
                lines.duplicates() == 0 ? "" : ", " + Figures.count(lines.duplicates()) + " there already and left out";
        return element("footer")
                .add(element("p")
                        .text("Rests on " + Figures.count(lines.inPeriod(), "line", "lines") + " of evidence, of "
                                + Figures.count(lines.read()) + " read, " + unreadable + duplicates + "."))
                .add(element("p")
                        .text("From " + clock.exactly(report.period().from()) + " to "
                                + clock.exactly(report.period().to()) + " ("
                                + Figures.duration(report.period().length())
                                + "), " + report.period().zone().getId() + ". Made on "
                                + clock.exactly(report.madeAt())
                                + version.map(number -> " by Runner Watchdog " + number)
                                        .orElse("") + "."));
    }
}
