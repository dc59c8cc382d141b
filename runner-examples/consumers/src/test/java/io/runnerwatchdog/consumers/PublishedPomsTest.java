package io.runnerwatchdog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The poms that go out with the jars: what public repositories ask for is in them, and nothing that is only ours. */
class PublishedPomsTest {
    /** What the rules of Maven Central name, but for what is not in a pom: sources, Javadoc, signatures. */
    private static final List<String> DEMANDED = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/url",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#published")
    void aPublishedPomSaysWhatRepositoriesDemand(Reactor.Module module) {
        Pom pom = Pom.read(module.publishedPom());

        assertThat(DEMANDED)
                .allSatisfy(path -> assertThat(pom.text(path)).as(path).isNotBlank());
        assertThat(pom.text("groupId")).isEqualTo(Reactor.GROUP);
        assertThat(pom.text("artifactId")).isEqualTo(module.artifactId());
        assertThat(pom.text("version")).isEqualTo(Reactor.VERSION);
        assertThat(pom.text("licenses/license/name")).isEqualTo("Apache-2.0");
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#published")
    void onePlaceIsTheHomeOfAllModules(Reactor.Module module) {
        Pom parent = Pom.read(Reactor.PROJECT.resolve("pom.xml"));
        Pom pom = Pom.read(module.publishedPom());

        assertThat(List.of("url", "scm/url", "scm/connection", "scm/developerConnection"))
                .allSatisfy(path -> assertThat(pom.text(path)).isEqualTo(parent.text(path)));
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#published")
    void aPublishedPomStandsForItself(Reactor.Module module) throws IOException {
        Pom pom = Pom.read(module.publishedPom());

        assertThat(pom.texts("parent")).isEmpty();
        assertThat(pom.texts("build")).isEmpty();
        assertThat(pom.texts("properties")).isEmpty();
        assertThat(pom.texts("repositories")).isEmpty();
        assertThat(Files.readString(module.publishedPom()).replace("${project.version}", Reactor.VERSION))
                .doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#publishedJars")
    void aJarsPomHasOnlyWhatItsUsersNeed(Reactor.Module module) {
        Pom pom = Pom.read(module.publishedPom());

        assertThat(pom.texts("dependencyManagement")).isEmpty();
        assertThat(pom.texts("dependencies/dependency/scope")).doesNotContain("test", "system");
        assertThat(pom.texts("dependencies/dependency/version"))
                .hasSameSizeAs(pom.texts("dependencies/dependency"))
                .allSatisfy(version -> assertThat(version).isNotBlank());
    }

    @Test
    void whatIsNotPublishedSaysSo() {
        assertThat(Reactor.modules().stream()
                        .filter(module -> !module.published())
                        .map(Reactor.Module::artifactId))
                .contains("benchmarks", "operations", "consumers", "runner-cli");
    }
}
