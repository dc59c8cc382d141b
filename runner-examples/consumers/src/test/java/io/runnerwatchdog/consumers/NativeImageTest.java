package io.runnerwatchdog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reachability metadata in the jars. No native image is made here: this only sees to it that nothing is left out, but for
 * what is in a package {@code testkit}, since tests run on a JVM.
 */
class NativeImageTest {
    /** Calls that find a class or a member by a name, which the makers of native images cannot always follow. */
    private static final Set<String> BY_NAME = Set.of(
            "java.lang.Class.forName",
            "java.lang.ClassLoader.loadClass",
            "java.lang.Class.getMethod",
            "java.lang.Class.getMethods",
            "java.lang.Class.getDeclaredMethod",
            "java.lang.Class.getDeclaredMethods",
            "java.lang.Class.getField",
            "java.lang.Class.getDeclaredField",
            "java.lang.Class.getDeclaredFields",
            "java.lang.Class.getConstructor",
            "java.lang.Class.getDeclaredConstructor",
            "java.lang.Class.getRecordComponents",
            "java.lang.reflect.Proxy.newProxyInstance");

    static Stream<Reactor.Module> modulesWithMetadata() {
        return Stream.of("runner-core", "runner-classifiers", "runner-metrics").map(Reactor::module);
    }

    @ParameterizedTest
    @MethodSource("modulesWithMetadata")
    void allFilesOfAJarAreNamedAndNoneThatIsNotThere(Reactor.Module module) throws IOException {
        try (JarFile jar = new JarFile(module.jar().toFile())) {
            List<String> files = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> !name.endsWith("/") && !name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .filter(name -> !name.contains("/testkit/"))
                    .toList();

            assertThat(each(metadata(jar, module).path("resources"), "glob"))
                    .containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @ParameterizedTest
    @MethodSource("modulesWithMetadata")
    void conditionsSpeakOfClassesThatAreThere(Reactor.Module module) throws IOException {
        try (JarFile jar = new JarFile(module.jar().toFile())) {
            assertThat(conditions(metadata(jar, module)))
                    .allSatisfy(type -> assertThat(jar.getEntry(type.replace('.', '/') + ".class"))
                            .as(type)
                            .isNotNull());
        }
    }

    /** Each class that looks something up by name has an entry under its condition, and no other class has one. */
    @ParameterizedTest
    @MethodSource("modulesWithMetadata")
    void whatIsLookedUpByNameIsNamed(Reactor.Module module) throws IOException {
        try (JarFile jar = new JarFile(module.jar().toFile())) {
            Set<String> lookingUp = new ClassFileImporter()
                    .importJar(jar).stream()
                            .filter(type -> !type.getPackageName().endsWith(".testkit"))
                            .flatMap(type -> type.getMethodCallsFromSelf().stream())
                            .filter(call -> BY_NAME.contains(target(call)))
                            .map(call -> call.getOriginOwner().getName())
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(lookingUp)
                    .isEqualTo(new TreeSet<>(conditions(metadata(jar, module).path("reflection"))));
        }
    }

    private static String target(JavaMethodCall call) {
        return call.getTargetOwner().getName() + "." + call.getName();
    }

    private static JsonNode metadata(JarFile jar, Reactor.Module module) throws IOException {
        String name = "META-INF/native-image/" + Reactor.GROUP + "/" + module + "/reachability-metadata.json";
        assertThat(jar.getEntry(name)).as(name).isNotNull();
        return new ObjectMapper().readTree(jar.getInputStream(jar.getEntry(name)));
    }

    private static List<String> conditions(JsonNode metadata) {
        return metadata.findValuesAsText("typeReached");
    }

    private static List<String> each(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(entry -> entry.path(field).asText())
                .toList();
    }
}
