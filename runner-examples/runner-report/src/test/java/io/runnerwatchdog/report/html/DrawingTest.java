package io.runnerwatchdog.report.html;

import static io.runnerwatchdog.report.html.Element.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class DrawingTest {
    @Test
    void theHeightsOfABarAreItsStalls() {
        Report report = BusySamples.busyDay();
        Element drawing = Jsoup.parse(ReportHtml.of(report)).select("svg.plot").first();
        long highest = report.hours().stream()
                .mapToLong(hour -> hour.stalls().total())
                .max()
                .orElseThrow();
        double pixels = 180.0 / Axis.to(highest, 180).top();

        double sum = drawing.select("rect").eachAttr("height").stream()
                .mapToDouble(Double::parseDouble)
                .sum();

        assertThat(sum / pixels).isCloseTo(report.counts().stalls(), within(0.1));
    }

    @Test
    void oneStallAmongThousandsIsStillSeen() {
        Element drawing = Jsoup.parse(
                        ReportHtml.of(BusySamples.busy(Period.day(Samples.FRIDAY, Samples.ISTANBUL), 30_000, 3)))
                .select("svg.plot")
                .first();

        List<String> columns =
                drawing.select("rect").eachAttr("x").stream().distinct().toList();
        assertThat(columns)
                .allSatisfy(x -> assertThat(drawing.select("rect[x=" + x + "]").eachAttr("height").stream()
                                .mapToDouble(Double::parseDouble)
                                .sum())
                        .isGreaterThanOrEqualTo(1.9));
    }

    @Test
    void anElementThatRunsOrLoadsCannotBeMade() {
        for (String name : List.of("script", "iframe", "img", "a", "style", "foreignObject")) {
            assertThatThrownBy(() -> element(name)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("onclick", "href", "src", "style", "x y", "\"")) {
            assertThatThrownBy(() ->
                            io.runnerwatchdog.report.html.Element.element("p").with(name, ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String css : List.of("</style>", "@import 'x'", "a { background: url(x) }")) {
            assertThatThrownBy(() -> new Stylesheet(css)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
