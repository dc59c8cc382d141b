package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.fleet.FleetReport;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** The page of a fleet is as good a page as that of a host. */
class FleetHtmlTest {
    static Stream<FleetReport> reports() {
        return Stream.of(
                FleetSamples.empty(),
                FleetSamples.busy(),
                FleetSamples.named("</style></title><script>alert(1)</script>"));
    }

    private static Document parse(FleetReport fleet) {
        return Jsoup.parse(FleetHtml.of(fleet));
    }

    @Test
    void allOfTheDailyPageIsOnIt() {
        FleetReport fleet = FleetSamples.busy();
        Document page = parse(fleet);
        Document daily = Jsoup.parse(ReportHtml.of(fleet.report()));

        assertThat(page.select("main > section").eachAttr("id"))
                .containsExactly(
                        "criteria",
                        "counts",
                        "outliers",
                        "spreads",
                        "why",
                        "when",
                        "durations",
                        "slowest",
                        "chains",
                        "hosts",
                        "seen",
                        "next");
        for (Element section : daily.select("main > section")) {
            assertThat(page.getElementById(section.id()).outerHtml()).isEqualTo(section.outerHtml());
        }
        assertThat(page.select("head").outerHtml())
                .isEqualTo(daily.select("head").outerHtml());
        assertThat(page.select("footer").outerHtml())
                .isEqualTo(daily.select("footer").outerHtml());
        assertThat(page.select(".eyebrow").text()).isEqualTo("Runner Watchdog, daily report of more than 81 hosts");
    }

    @Test
    void whoIsFarOffIsSaidAtOnce() {
        Element outliers = parse(FleetSamples.busy()).getElementById("outliers");

        assertThat(outliers.select(".note").text())
                .isEqualTo(
                        "Usual among 80 hosts: 3.0 stalls for each 1,000 ended steps. 1 host stalls far more than the others.");
        assertThat(outliers.select("table.hosts tbody tr").eachText())
                .containsExactly("build-00 120 3.0 120.0 39.4 io_wait");
        // 24 bars at most: of 0 to 10, 10 to 20, and so on; the last has the bad host alone.
        assertThat(outliers.select("details tbody tr").first().text()).isEqualTo("0 to 10 79 0");
        assertThat(outliers.select("details tbody tr").get(1).text()).isEqualTo("10 to 20 0 0");
        assertThat(outliers.select("details tbody tr").last().text()).isEqualTo("120 to 130 1 1");
        assertThat(outliers.select("svg.plot rect.stack")).hasSize(2);
    }

    @Test
    void aSpreadIsToldFromItsOriginOn() {
        Element spreads = parse(FleetSamples.busy()).getElementById("spreads");

        assertThat(spreads.select("h3").text()).isEqualTo("lock on 40 hosts within 2 h, from a");
        assertThat(spreads.select("tbody td:nth-child(3)").eachText()).containsExactly("–", "30 min", "2 h");
        assertThat(spreads.select("circle").eachAttr("cx")).containsExactly("4.00%", "27.00%", "96.00%");
    }

    @Test
    void fewHostsAreListedAndTheOthersCounted() {
        Element hosts = parse(FleetSamples.busy()).getElementById("hosts");

        assertThat(hosts.select("tbody tr")).hasSize(50);
        assertThat(hosts.select("tbody tr").first().text())
                .startsWith("build-00 120 120.0 1,000 25 % 2.0 s io_wait 12:00 to 12:02");
        assertThat(hosts.select("p").eachText())
                .containsExactly(
                        "31 hosts with fewer stalls not shown; JSON has all.",
                        "There were more hosts than are told apart.");
    }

    @Test
    void whatIsNewIsSaid() {
        Element seen = parse(FleetSamples.busy()).getElementById("seen");

        assertThat(seen.select("tbody td:nth-child(4) p:first-child").eachText().get(0))
                .startsWith("new, ");
        assertThat(seen.select("tbody td:nth-child(4) p:first-child").eachText().get(1))
                .doesNotStartWith("new, ");
    }

    @Test
    void withoutHostsThereIsNothingToShowOfThem() {
        assertThat(parse(FleetSamples.empty()).select("#outliers, #spreads, #hosts, #seen"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void thePageIsWellFormedXmlToo(FleetReport fleet) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

        org.w3c.dom.Document parsed =
                factory.newDocumentBuilder().parse(new InputSource(new StringReader(FleetHtml.of(fleet))));

        assertThat(parsed.getElementsByTagName("*").getLength())
                .isEqualTo(parse(fleet).getAllElements().size() - 1);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void nothingIsLoadedAndNothingRuns(FleetReport fleet) {
        Document page = parse(fleet);

        assertThat(page.select("script, link, img, iframe, object, embed, base, form, a, use, image"))
                .isEmpty();
        assertThat(page.select("[src], [href], [srcset], [style], [action]")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void itCanBeReadWithoutEyes(FleetReport fleet) {
        Document page = parse(fleet);

        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(page.select("[aria-labelledby]").eachAttr("aria-labelledby"));
        assertThat(page.select("section"))
                .allSatisfy(section -> assertThat(section.select("h2")).hasSize(1));
        assertThat(page.select("table")).allSatisfy(table -> {
            assertThat(table.select("> caption").text()).isNotBlank();
            assertThat(table.select("thead th[scope=col]")).isNotEmpty();
            assertThat(table.select("tbody th[scope=row], td.step")).isNotEmpty();
        });
        for (Element drawing : page.select("svg[role=img]")) {
            assertThat(drawing.select("> title").text()).isNotBlank();
            assertThat(drawing.select("> desc").text()).isNotBlank();
            assertThat(drawing.closest("figure").select("details table tbody tr"))
                    .isNotEmpty();
        }
        assertThat(page.select("svg:not([role=img])"))
                .allSatisfy(drawing -> assertThat(drawing.attr("aria-hidden")).isEqualTo("true"));
    }
}
