package io.runnerwatchdog.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.WatchdogBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom: the facts know nothing, the conclusions know the facts, and so on to the inside. */
class LayersTest {
    /** Rules about nothing hold always; this one notices when the classes were not found. */
    @Test
    void theImporterFoundTheModule() {
        assertThat(CoreClasses.ALL).hasSizeGreaterThan(60);
        assertThat(CoreClasses.ALL.stream()
                        .filter(type -> type.getSimpleName().endsWith("Test"))
                        .toList())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"observe", "diagnosis", "run", "event", "spi", "policy", "config"})
    void aLayerThatRulesSpeakOfHasClasses(String layer) {
        assertThat(CoreClasses.below(layer)).isNotEmpty();
    }

    @Test
    void theLeftIsKnownByTheRightAndNothingPointsBack() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                // Evidence and the inside may be missing in a part of the module; the guards above cover the others.
                .withOptionalLayers(true)
                .layer("observe")
                .definedBy(CoreClasses.ROOT + ".observe")
                .layer("diagnosis")
                .definedBy(CoreClasses.ROOT + ".diagnosis")
                .layer("run")
                .definedBy(CoreClasses.ROOT + ".run")
                .layer("event")
                .definedBy(CoreClasses.ROOT + ".event")
                .layer("spi")
                .definedBy(CoreClasses.ROOT + ".spi")
                .layer("policy")
                .definedBy(CoreClasses.ROOT + ".policy")
                .layer("evidence")
                .definedBy(CoreClasses.ROOT + ".evidence")
                .layer("config")
                .definedBy(CoreClasses.ROOT + ".config")
                .layer("root")
                .definedBy(CoreClasses.ROOT)
                .layer("internal")
                .definedBy(CoreClasses.INTERNAL)
                .whereLayer("observe")
                .mayNotAccessAnyLayer()
                .whereLayer("diagnosis")
                .mayOnlyAccessLayers("observe")
                .whereLayer("run")
                .mayOnlyAccessLayers("observe", "diagnosis")
                .whereLayer("event")
                .mayOnlyAccessLayers("observe", "diagnosis", "run")
                .whereLayer("spi")
                .mayOnlyAccessLayers("observe", "diagnosis", "run")
                .whereLayer("policy")
                .mayOnlyAccessLayers("observe", "diagnosis", "run")
                .whereLayer("evidence")
                .mayOnlyAccessLayers("observe", "diagnosis", "run", "event", "spi")
                .whereLayer("config")
                .mayOnlyAccessLayers("observe", "diagnosis", "run", "event", "spi", "policy")
                .whereLayer("root")
                .mayOnlyAccessLayers("observe", "diagnosis", "run", "event", "spi", "policy", "evidence", "config")
                // One class turns settings into a working watchdog; it has to know what works inside.
                .ignoreDependency(equivalentTo(WatchdogBuilder.class), resideInAPackage(CoreClasses.INTERNAL))
                .check(CoreClasses.ALL);
    }

    @Test
    void onlyTheBuilderKnowsTheInside() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CoreClasses.INTERNAL)
                .and()
                .doNotBelongToAnyOf(WatchdogBuilder.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CoreClasses.INTERNAL)
                .check(CoreClasses.ALL);
    }

    @Test
    void exportedPackagesAreFreeOfCycles() {
        slices().matching(CoreClasses.ROOT + ".(*)..").should().beFreeOfCycles().check(CoreClasses.ALL);
    }

    @Test
    void theInsideIsFreeOfCycles() {
        slices().matching(CoreClasses.ROOT + ".internal.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CoreClasses.ALL);
    }

    @Test
    void theModuleExportsWhatIsNotInternalAndNothingElse() throws IOException {
        Set<String> exported = descriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> open = CoreClasses.ALL.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.startsWith(CoreClasses.ROOT + ".internal"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(exported).isEqualTo(open);
        assertThat(CoreClasses.EXPORTED).containsAll(exported);
    }

    @Test
    void theModuleNeedsNothingButLoggingAndJson() throws IOException {
        assertThat(descriptor().requires().stream().map(ModuleDescriptor.Requires::name))
                .contains("java.base", "org.slf4j", "com.fasterxml.jackson.core")
                .allMatch(name -> name.startsWith("com.fasterxml.jackson.")
                        || Set.of("java.base", "jdk.jfr", "org.slf4j", "org.jspecify")
                                .contains(name));
    }

    @Test
    void noExportIsForFriendsOnly() throws IOException {
        List<ModuleDescriptor.Exports> qualified = descriptor().exports().stream()
                .filter(ModuleDescriptor.Exports::isQualified)
                .toList();

        assertThat(qualified).isEmpty();
        assertThat(descriptor().opens()).isEmpty();
    }

    private static ModuleDescriptor descriptor() throws IOException {
        try (InputStream in = new URL(CoreClasses.LOCATION, "module-info.class").openStream()) {
            return ModuleDescriptor.read(in);
        }
    }
}
