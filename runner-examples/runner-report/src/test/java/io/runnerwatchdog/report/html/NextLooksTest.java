package io.runnerwatchdog.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.report.Report;
import org.jsoup.Jsoup;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextLooksTest {
    @Test
    void eachCauseHasItsPageAndItsCommand() {
        Elements looks = looks(Samples.oneStall());

        assertThat(looks.select("p").eachText())
                .containsExactly("network, 1 of 1 stall", "read docs/causes/network.md");
        assertThat(looks.select("code").eachText())
                .containsExactly("runner events --since 2d --where rootCause=network");
    }

    @Test
    void whatFailedAndWhatWasLeftIsToldOf() {
        Elements looks = looks(BusySamples.busyDay());

        assertThat(looks.select("code").eachText())
                .contains(
                        "runner events --since 2d --where event=killed --json",
                        "runner events --since 2d --where status=failed",
                        "runner verify");
        assertThat(looks.text().replace('\u00a0', ' ')).contains("59 steps failed without being stopped.");
    }

    @Test
    void stoppedStepsAloneSendNobodyToLookForFailedOnes() {
        Report stopped = Samples.stoppedOnly();

        assertThat(stopped.counts().failureRate()).hasValue(1);
        assertThat(looks(stopped).select("code").eachText()).noneMatch(command -> command.contains("status=failed"));
    }

    @Test
    void theCommandsReachBackToTheBeginning() {
        assertThat(looks(BusySamples.month()).select("code").first().text()).startsWith("runner events --since 31d ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x; rm -rf ~", "$(reboot)", "`id`", "a b", "'", "-x", "", "a\nb", "\u202ex"})
    void nobodyPastesWhatAHostIsCalled(String hostile) {
        assertThat(looks(Samples.named(hostile)).select("code").eachText())
                .containsExactly(
                        "runner events --since 2d --by rootCause",
                        "runner events --since 2d --where rootCause=network",
                        "runner events --since 2d --by host");
    }

    private static Elements looks(Report report) {
        return Jsoup.parse(ReportHtml.of(report)).select("#next li");
    }
}
