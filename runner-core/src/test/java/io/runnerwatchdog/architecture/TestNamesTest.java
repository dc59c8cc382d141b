package io.runnerwatchdog.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** Surefire runs classes by name, and passes over the others without a word: a test under a wrong name never fails. */
class TestNamesTest {
    private static final JavaClasses TESTS = new ClassFileImporter()
            .importUrl(TestNamesTest.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void theImporterFoundTests() {
        assertThat(withTests()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void eachClassWithTestsEndsInTest() {
        assertThat(withTests().stream()
                        .map(type -> outermost(type).getSimpleName())
                        .filter(name -> !name.endsWith("Test")))
                .isEmpty();
    }

    @Test
    void testsAreNotPutIntoClassesThatCannotBeMade() {
        assertThat(TESTS.stream()
                        .filter(type -> type.getSimpleName().endsWith("Test"))
                        .filter(type -> !type.isTopLevelClass() || type.isInterface())
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static List<JavaClass> withTests() {
        return TESTS.stream()
                .filter(type -> type.getMethods().stream().anyMatch(TestNamesTest::isTest))
                .toList();
    }

    /** {@code @Test}, {@code @ParameterizedTest}, {@code @Property} and all others say so by an annotation on them. */
    private static boolean isTest(JavaMethod method) {
        return method.isAnnotatedWith(Testable.class) || method.isMetaAnnotatedWith(Testable.class);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(TestNamesTest::outermost).orElse(type);
    }
}
