package io.runnerwatchdog.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The poms in the documentation are those of the project that the tests build, by the versions that build us. */
class DocumentedPomsTest {
    private static final Path PROJECT = Path.of("..", "..");
    private static final Pattern XML_BLOCK = Pattern.compile("```xml\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>([a-z-]+)</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void eachPieceOfAPomInTheDocumentationStandsInAProjectThatIsBuilt() throws IOException {
        String poms = withoutIndent(String.join("\n", poms()));
        List<String> pieces = XML_BLOCK
                .matcher(Files.readString(PROJECT.resolve("docs/build-tools.md")))
                .results()
                .map(block -> withoutIndent(block.group(1)))
                .toList();

        assertThat(pieces)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(piece -> assertThat(poms).contains(piece));
    }

    @Test
    void theProjectUsesTheVersionsOfThisBuildSinceThereAreNoOthers() throws IOException {
        Map<String, String> ours = versions(Files.readString(PROJECT.resolve("pom.xml")));
        ours.put("junit-jupiter", ours.get("junit-bom"));
        ours.put("runner-maven-plugin", ours.get("runner-parent"));
        ours.put("runner-surefire", ours.get("runner-parent"));
        Map<String, String> theirs = new TreeMap<>();
        poms().forEach(pom -> theirs.putAll(versions(pom)));
        theirs.remove("demo");

        assertThat(theirs)
                .containsKeys("maven-surefire-plugin", "junit-jupiter", "runner-maven-plugin", "runner-surefire");
        assertThat(ours).containsAllEntriesOf(theirs);
        assertThat(OwnRepository.VERSION).isEqualTo(ours.get("runner-parent"));
    }

    /** By artifact; a property in place of a version is looked up. */
    private static Map<String, String> versions(String pom) {
        Map<String, String> properties = Pattern.compile("<([a-z.]+)>([^<$]+)</\\1>")
                .matcher(pom)
                .results()
                .collect(Collectors.toMap(
                        property -> "${" + property.group(1) + "}",
                        property -> property.group(2),
                        (first, other) -> first));
        Map<String, String> versions = new TreeMap<>();
        for (MatchResult found : VERSION.matcher(pom).results().toList()) {
            versions.putIfAbsent(found.group(1), properties.getOrDefault(found.group(2), found.group(2)));
        }
        return versions;
    }

    private static List<String> poms() throws IOException {
        List<String> poms = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/project"))) {
            for (Path file : files.filter(file -> file.endsWith("pom.xml")).toList()) {
                poms.add(Files.readString(file));
            }
        }
        return poms;
    }

    private static String withoutIndent(String xml) {
        return xml.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
