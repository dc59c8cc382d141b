package io.runnerwatchdog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pom that others import for our versions. */
class BillOfMaterialsTest {
    private static final String MANAGED = "dependencyManagement/dependencies/dependency";

    private final Pom bom = Pom.read(Reactor.module("runner-bom").publishedPom());

    /** A module that is not meant for others says {@code maven.deploy.skip} in its pom. */
    @Test
    void itHasEachModuleThatIsPublishedAndNoOther() {
        assertThat(bom.texts(MANAGED + "/artifactId"))
                .containsExactlyInAnyOrderElementsOf(Reactor.publishedJars().stream()
                        .map(Reactor.Module::artifactId)
                        .toList());
    }

    @Test
    void itBringsNobodyElsesVersions() {
        assertThat(bom.texts(MANAGED + "/groupId"))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group).isEqualTo(Reactor.GROUP));
        assertThat(bom.texts(MANAGED + "/version"))
                .hasSameSizeAs(bom.texts(MANAGED))
                .allSatisfy(version -> assertThat(version).isEqualTo("${project.version}"));
        assertThat(bom.text("version")).isEqualTo(Reactor.VERSION);
        assertThat(bom.texts(MANAGED + "/scope")).isEmpty();
        assertThat(bom.texts("dependencies")).isEmpty();
    }

    @Test
    void thePageHasARowForEachOfItsModules() {
        assertThat(DependenciesPage.rows())
                .extracting(DependenciesPage.Row::artifactId)
                .containsExactlyInAnyOrderElementsOf(bom.texts(MANAGED + "/artifactId"));
    }

    @Test
    void thePageShowsHowAStrangerImportsIt() throws IOException {
        String page = Files.readString(Reactor.PROJECT.resolve("docs/dependencies.md"));
        Matcher block = Pattern.compile("```xml\\R(.*?)```", Pattern.DOTALL).matcher(page);

        assertThat(block.find()).isTrue();
        assertThat(StrangersBuild.SOURCES.resolve("plain/pom.xml"))
                .content()
                .containsIgnoringWhitespaces(block.group(1));
    }
}
