package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;

/** Whatever a command, a host or a root cause is called, it is text on the page and nothing else. */
class EscapingPropertyTest {
    private static final List<String> SHAPE = shape(Jsoup.parse(ReportHtml.of(Samples.named("a harmless name"))));

    private static final List<String> FLEET_SHAPE =
            shape(Jsoup.parse(FleetHtml.of(FleetSamples.named("a harmless name"))));

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> markup = Arbitraries.of(
                "<script>alert(1)</script>",
                "</style>",
                "</title>",
                "</svg>",
                "<!--",
                "-->",
                "]]>",
                "<![CDATA[",
                "\"",
                "'",
                "=",
                "&lt;",
                "&#60;",
                "&",
                "onload=",
                "<b",
                "/>",
                "\u202e",
                "\u2066",
                "\u0000",
                "\ufeff",
                "\ud800",
                "\udc00",
                "🔥",
                "שלום",
                "\u001b[31m",
                "\n",
                " ",
                "`");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                markup.list().ofMinSize(1).ofMaxSize(12).map(parts -> String.join("", parts)));
    }

    @Property(tries = 150)
    void noTextOpensATagOrAnAttribute(@ForAll("hostile") String text) {
        Assume.that(!text.equals("network") && !text.equals("success"));

        Document page = Jsoup.parse(ReportHtml.of(Samples.named(text)));

        assertThat(shape(page)).isEqualTo(SHAPE);
    }

    @Property(tries = 150)
    void eachTextIsReadAsItIs(@ForAll("hostile") String text) {
        Document page = Jsoup.parse(ReportHtml.of(Samples.named(text)));

        assertThat(page.select("code.command bdi").first().wholeText()).isEqualTo(Legible.of(text));
        assertThat(page.select(".tree li").last().select("bdi").first().wholeText())
                .isEqualTo(Legible.of(text));
    }

    @Property(tries = 100)
    void noNameInAFleetDoesEither(@ForAll("hostile") String text) {
        Assume.that(!text.equals("network") && !text.equals("success"));

        Document page = Jsoup.parse(FleetHtml.of(FleetSamples.named(text)));

        assertThat(shape(page)).isEqualTo(FLEET_SHAPE);
        for (String place : List.of(
                "#outliers tbody th",
                "#spreads tbody th",
                "#spreads h3 .muted bdi",
                "#hosts tbody th",
                "#seen td .small")) {
            assertThat(page.select(place).first().select("bdi").first().wholeText())
                    .as(place)
                    .isEqualTo(Legible.of(text));
        }
    }

    @Property
    void nothingThatIsNotSeenActs(@ForAll("hostile") String text) {
        assertThat(Legible.of(text).codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE)
                .noneMatch(point -> point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069);
    }

    /** All elements in order, each with the names of its attributes. */
    private static List<String> shape(Document page) {
        return page.getAllElements().stream()
                .map(element -> element.normalName()
                        + element.attributes().asList().stream()
                                .map(Attribute::getKey)
                                .toList())
                .toList();
    }
}
