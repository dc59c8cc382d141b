package io.runnerwatchdog.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("process")
@Tag("once")
@ExtendWith(NoResidue.class)
class DrillTest {
    static Stream<String> names() {
        return Drills.GROUPS.stream()
                .flatMap(group -> Drills.of(group).stream())
                .map(Drill::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatADrillClaimsHolds(String name) throws Exception {
        Drill drill = Drills.GROUPS.stream()
                .flatMap(group -> Drills.of(group).stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();

        Finding finding = new Trial(drill).run();

        if (isMet(drill)) {
            assertThat(finding.describe()).isEqualTo("ok");
            assertThat(finding.found())
                    .hasValueSatisfying(found -> assertThat(found).matches("([0-9]+) of \\1 hold"));
        } else {
            assertThat(finding.describe()).startsWith("not run: needs ");
        }
    }

    private static boolean isMet(Drill drill) throws InterruptedException {
        for (Need need : drill.needs()) {
            if (!need.isMet()) {
                return false;
            }
        }
        return true;
    }

    private static Drill drill(Drill.Act act) {
        return new Drill("a-drill", "mine", "It is one.", "all is well", List.of(), act);
    }

    @Test
    void whatDoesNotHoldIsAMissThatSaysWhat() throws Exception {
        Finding finding = new Trial(drill(stage -> {
                    stage.equal("lines", 4, 3);
                    stage.that("the moon is made of cheese", false);
                    stage.that("it is round", true);
                }))
                .run();

        assertThat(finding.verdict()).isEqualTo(Verdict.MISS);
        assertThat(finding.found()).contains("1 of 3 hold");
        assertThat(finding.note()).isEqualTo("lines: expected 4, found 3; not true: the moon is made of cheese");
    }

    @Test
    void onlyASetOfClaimsThatIsNotEmptyIsAPass() throws Exception {
        assertThat(new Trial(drill(stage -> {})).run().describe()).isEqualTo("BROKEN: it claimed nothing");
        assertThat(new Trial(drill(stage -> stage.prepare("exit 3"))).run().describe())
                .isEqualTo("BROKEN: prepare failed with code 3");
    }

    @Test
    void whatADrillLeavesInItsDirectoryGoes() throws Exception {
        AtomicReference<Path> directory = new AtomicReference<>();
        Finding finding = new Trial(drill(stage -> {
                    directory.set(stage.directory());
                    stage.help("sleep 1000 & echo ready; wait");
                    stage.that("it runs", true);
                }))
                .run();

        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(Files.exists(directory.get())).isFalse();
    }

    @Test
    void drillsStandInTheSameTableAndInNoMatrixOfCauses() throws Exception {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        Finding held = new Trial(drill(stage -> stage.that("it", true))).run();

        Report.table(List.of(held), out);
        Report.json(List.of(held), out);
        Report.plan(List.of(held.scenario()), false, out);

        assertThat(text.toString().lines())
                .contains("a-drill  all is well  1 of 1 hold  -           ok")
                .contains("exact 1 of 1 judged, accepted 0, missed 0; not run 0, broken 0")
                .anyMatch(line -> line.startsWith("{\"scenario\":\"a-drill\",\"group\":\"mine\","
                        + "\"expected\":\"all is well\",\"verdict\":\"ok\",\"found\":\"1 of 1 hold\""))
                .contains("a-drill  mine   all is well  -         -      yes")
                .noneMatch(line -> line.contains("expected \\ found"));
    }
}
