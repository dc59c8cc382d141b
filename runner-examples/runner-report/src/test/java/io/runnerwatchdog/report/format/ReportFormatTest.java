package io.runnerwatchdog.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runnerwatchdog.report.Line;
import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.fleet.FleetReport;
import io.runnerwatchdog.report.fleet.FleetTally;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFormatTest {
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);

    private static FleetReport oneHost() {
        FleetTally tally = new FleetTally(DAY);
        tally.add(Line.success(DAY.from(), 70).with("host", "h1").record());
        return tally.report(DAY.to());
    }

    @ParameterizedTest
    @CsvSource({"HTML, <!DOCTYPE html>, >Hosts<", "MARKDOWN, '# ', ## Hosts", "JSON, {, hostsLeftOut"})
    void eachWritesAReportOnOneHostAndOneOnMany(ReportFormat format, String start, String ofManyAlone)
            throws IOException {
        StringWriter one = new StringWriter();
        StringWriter many = new StringWriter();
        format.write(oneHost().report(), one);
        format.write(oneHost(), many);
        assertThat(one.toString()).startsWith(start).doesNotContain(ofManyAlone);
        assertThat(many.toString()).startsWith(start).contains(ofManyAlone);
    }

    @Test
    void eachHasANameAndAnEnding() {
        assertThat(ReportFormat.values())
                .extracting(ReportFormat::toString, ReportFormat::ending)
                .containsExactly(tuple("html", "html"), tuple("markdown", "md"), tuple("json", "json"));
    }
}
