package io.runnerwatchdog.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** A host finds the classifiers without naming them, on the class path and on the module path. */
class ServiceLoadingTest {
    private static final String SERVICE = RootCauseClassifier.class.getName();

    @Test
    void allAreFoundAndTheirIdsAreUnique() {
        List<RootCauseClassifier> found = ServiceLoader.load(RootCauseClassifier.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();

        assertThat(found)
                .extracting(RootCauseClassifier::id)
                .containsExactlyInAnyOrder(
                        "busy",
                        "child_hang",
                        "cpu_starve",
                        "input_wait",
                        "io_wait",
                        "lock",
                        "network",
                        "output_blocked",
                        "output_signature");
    }

    @Test
    void theClassPathAndTheModulePathNameTheSame() throws IOException {
        assertThat(provided()).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed());
    }

    @Test
    void thirdPartiesGoFirstWhereTheyAreEquallySure() {
        RootCauseClassifier thirdParty = new RootCauseClassifier() {
            @Override
            public String id() {
                return "com.example.licence";
            }

            @Override
            public Optional<Verdict> classify(StallContext stall) {
                return Optional.empty();
            }
        };

        assertThat(ServiceLoader.load(RootCauseClassifier.class))
                .allSatisfy(ours -> assertThat(ours.order()).isGreaterThan(thirdParty.order()));
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = OutputSignatureClassifier.class.getResourceAsStream("/META-INF/services/" + SERVICE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<String> provided() throws IOException {
        // Beside the class, not by name: on the class path every jar may hold one.
        try (InputStream in = OutputSignatureClassifier.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .resolve("module-info.class")
                .toURL()
                .openStream()) {
            return ModuleDescriptor.read(in).provides().stream()
                    .filter(provides -> provides.service().equals(SERVICE))
                    .flatMap(provides -> provides.providers().stream())
                    .toList();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
