package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Period;
import io.runnerwatchdog.report.Report;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class ReportHtmlTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Pattern PAINT = Pattern.compile("url\\(#(paint-[a-z0-9-]+)\\)");

    static Stream<Report> reports() {
        return Stream.of(
                Samples.empty(),
                Samples.oneStall(),
                BusySamples.busyDay(),
                BusySamples.month(),
                BusySamples.busy(Period.day(LocalDate.of(2026, 3, 29), BERLIN), 60, 5),
                BusySamples.busy(Period.day(LocalDate.of(2026, 10, 25), BERLIN), 3_000, 5),
                Samples.named("</style></title><script>alert(1)</script>"));
    }

    @Test
    void aDayWithOneStallIsThisPage() throws Exception {
        String page = ReportHtml.of(Samples.oneStall());

        String withoutStyle = page.replaceFirst("(?s)<style>.*</style>", "<style></style>");
        try (InputStream golden = ReportHtmlTest.class.getResourceAsStream("one-stall.html")) {
            assertThat(withoutStyle).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void thePageIsWellFormedXmlToo(Report report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

        org.w3c.dom.Document parsed =
                factory.newDocumentBuilder().parse(new InputSource(new StringReader(ReportHtml.of(report))));

        // A browser, which forgives much, and a parser that forgives nothing see the same elements.
        assertThat(parsed.getElementsByTagName("*").getLength())
                .isEqualTo(parse(report).getAllElements().size() - 1);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void nothingIsLoadedAndNothingRuns(Report report) {
        Document page = parse(report);

        assertThat(page.select("script, link, img, iframe, object, embed, base, form, a, use, image"))
                .isEmpty();
        assertThat(page.select("[src], [href], [srcset], [style], [action], [xlink:href]"))
                .isEmpty();
        assertThat(page.getAllElements())
                .allSatisfy(element -> assertThat(element.attributes().asList())
                        .noneMatch(attribute -> attribute.getKey().startsWith("on")));
        assertThat(page.select("style").html()).doesNotContain("url(", "@import", "http");
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none';")
                .doesNotContain("script-src", "unsafe-eval", "*");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void itsOutlineIsThatOfAnyGoodPage(Report report) {
        Document page = parse(report);

        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("body > header, body > main, body > footer")).hasSize(3);
        assertThat(page.title()).isNotBlank();
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(page.select("[aria-labelledby]").eachAttr("aria-labelledby"));
        assertThat(page.select("section"))
                .allSatisfy(section -> assertThat(section.select("h2")).hasSize(1));
        assertThat(page.select("table")).allSatisfy(table -> {
            assertThat(table.select("> caption").text()).isNotBlank();
            assertThat(table.select("thead th[scope=col]")).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("reports")
    void eachDrawingHasWordsOrIsBesideThem(Report report) {
        Document page = parse(report);

        for (Element drawing : page.select("svg[role=img]")) {
            assertThat(drawing.child(0).normalName()).isEqualTo("title");
            assertThat(drawing.child(0).text()).isNotBlank();
            assertThat(drawing.select("> desc").text()).isNotBlank();
            assertThat(drawing.closest("figure").select("details table tbody tr"))
                    .isNotEmpty();
        }
        for (Element drawing : page.select("svg:not([role=img])")) {
            assertThat(drawing.attr("aria-hidden")).isEqualTo("true");
        }
        assertThat(page.select("svg.bar, svg.range"))
                .allSatisfy(
                        bar -> assertThat(bar.closest("tr").select("td.figure")).isNotEmpty());
        assertThat(page.select(".swatch"))
                .allSatisfy(swatch -> assertThat(swatch.parent().text()).isNotBlank());
        assertThat(page.select(".sign"))
                .allSatisfy(sign -> assertThat(sign.parent().text()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void eachPaintIsThere(Report report) {
        Document page = parse(report);

        List<String> used = page.select("[fill]").eachAttr("fill").stream()
                .map(fill -> PAINT.matcher(fill).replaceFirst("$1"))
                .toList();

        assertThat(page.select("pattern").eachAttr("id")).containsAll(used);
    }

    @Test
    void theFirstScreenSaysWhetherItBurns() {
        Document page = parse(BusySamples.busyDay());

        assertThat(page.select(".verdict").text()).isEqualTo("2 of 4 criteria not met");
        assertThat(page.select(".tile.fail h3").eachText()).containsExactly("Stall rate", "Failure rate");
        assertThat(words(page.select(".tile").get(0)))
                .isEqualTo("Stall rate not met 0.036/s limit: below 0.02/s worst 5 min: until 14:35 last 5 min: 0/s");
        assertThat(words(page.select(".lead").first())).startsWith("42 stalls +13 against the day before (29)");
        assertThat(words(page.select("#why .bars").get(0).select("tbody tr").first()))
                .isEqualTo("network 14 33 %");
        assertThat(parse(Samples.oneStall()).select(".verdict").text()).isEqualTo("3 criteria met, 1 not judged");
        assertThat(parse(Samples.empty()).select(".verdict").text()).isEqualTo("Too little happened to judge");
    }

    @Test
    void anEmptyDayShowsNoEmptyParts() {
        Document page = parse(Samples.empty());

        assertThat(page.select("section").eachAttr("id")).containsExactly("criteria", "counts", "next");
        assertThat(page.select("#next li").text()).contains("no evidence of this time", "runner events --last 5");
    }

    @Test
    void theTableOfADayHasEachOfItsHours() {
        Document shortDay = parse(BusySamples.busy(Period.day(LocalDate.of(2026, 3, 29), BERLIN), 60, 5));
        Document longDay = parse(BusySamples.busy(Period.day(LocalDate.of(2026, 10, 25), BERLIN), 60, 5));

        assertThat(shortDay.select("details tbody th").eachText()).hasSize(23).doesNotContain("02:00");
        assertThat(longDay.select("details tbody th").eachText())
                .hasSize(25)
                .contains("02:00 (UTC+02:00)", "02:00 (UTC+01:00)", "03:00");
    }

    @Test
    void aMonthIsShownByDay() {
        Document page = parse(BusySamples.month());

        assertThat(page.select("details tbody th").eachText())
                .hasSize(30)
                .startsWith("1 Nov")
                .endsWith("30 Nov");
        long inTable = page.select("details tbody tr").stream()
                .mapToLong(row -> Long.parseLong(row.select("td").first().text().replace(",", "")))
                .sum();
        assertThat(inTable).isEqualTo(BusySamples.month().counts().stalls());
    }

    private static Document parse(Report report) {
        return Jsoup.parse(ReportHtml.of(report));
    }

    private static String words(Element element) {
        return element.text().replace('\u00a0', ' ');
    }
}
