package io.runnerwatchdog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jars say of themselves, to the module system and to whoever opens them. */
class JarsTest {
    private static final String SERVICES = "META-INF/services/";

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#publishedJars")
    void aModuleHasTheNameThatThePageSays(Reactor.Module module) {
        ModuleDescriptor descriptor = describe(module);

        DependenciesPage.row(module)
                .moduleName()
                .ifPresentOrElse(
                        name -> {
                            assertThat(descriptor.isAutomatic()).isFalse();
                            assertThat(descriptor.name()).isEqualTo(name);
                            assertThat(descriptor.rawVersion()).contains(Reactor.VERSION);
                        },
                        () -> assertThat(descriptor.isAutomatic()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#publishedJars")
    void aModuleExportsAllButWhatIsInternal(Reactor.Module module) {
        ModuleDescriptor descriptor = describe(module);
        if (descriptor.isAutomatic()) {
            assertThat(descriptor.packages()).noneMatch(JarsTest::isInternal);
            return;
        }
        assertThat(descriptor.exports()).noneMatch(Exports::isQualified);
        assertThat(descriptor.exports().stream().map(Exports::source))
                .containsExactlyInAnyOrderElementsOf(descriptor.packages().stream()
                        .filter(name -> !isInternal(name))
                        .toList());
        assertThat(descriptor.isOpen()).isFalse();
        assertThat(descriptor.opens()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#publishedJars")
    void theClassPathAndTheModulePathFindTheSameServices(Reactor.Module module) throws IOException {
        ModuleDescriptor descriptor = describe(module);
        if (!descriptor.isAutomatic()) {
            assertThat(services(module))
                    .isEqualTo(descriptor.provides().stream()
                            .collect(Collectors.toMap(
                                    Provides::service,
                                    provides -> provides.providers().stream()
                                            .sorted()
                                            .toList())));
        }
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#publishedJars")
    void aJarHasTheLicenceAndSaysWhatItIs(Reactor.Module module) throws IOException {
        try (JarFile jar = new JarFile(module.jar().toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Reactor.PROJECT.resolve("LICENSE")));

            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).startsWith("Runner Watchdog: ");
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .isEqualTo(Reactor.VERSION);
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VENDOR)).isEqualTo("Runner Watchdog");
            assertThat(manifest.getValue("Class-Path")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("io.runnerwatchdog.consumers.Reactor#publishedJars")
    void thePomInAJarIsTheOneBesideIt(Reactor.Module module) throws IOException {
        try (JarFile jar = new JarFile(module.jar().toFile())) {
            assertThat(text(jar, "META-INF/maven/" + Reactor.GROUP + "/" + module.artifactId() + "/pom.xml"))
                    .isEqualTo(Files.readString(module.publishedPom()));
        }
    }

    private static ModuleDescriptor describe(Reactor.Module module) {
        return ModuleFinder.of(module.jar()).findAll().iterator().next().descriptor();
    }

    private static boolean isInternal(String packageName) {
        return Arrays.asList(packageName.split("\\.")).contains("internal");
    }

    /** The providers that are named below {@code META-INF/services}, sorted, by service. */
    private static Map<String, List<String>> services(Reactor.Module module) throws IOException {
        Map<String, List<String>> services = new TreeMap<>();
        try (JarFile jar = new JarFile(module.jar().toFile())) {
            List<String> files = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(SERVICES) && !name.endsWith("/"))
                    .toList();
            for (String file : files) {
                services.put(
                        file.substring(SERVICES.length()),
                        text(jar, file)
                                .lines()
                                .map(line -> line.replaceFirst("#.*", "").strip())
                                .filter(line -> !line.isEmpty())
                                .sorted()
                                .toList());
            }
        }
        return services;
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
