package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.threads.Logs;
import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.spi.RootCauseClassifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;

/** Finds classifiers and puts them in order. */
final class ClassifierLoader {
    /** Where jars name their classifiers. */
    static final String SERVICES = "META-INF/services/" + RootCauseClassifier.class.getName();

    /** A class loader that is closed by now fails at each question, and would be asked for ever. */
    private static final int MOST_BROKEN = 100;

    private ClassifierLoader() {}

    /**
     * Those that {@code loader} finds; one broken provider does not hide the others, and of two that share an id the second is
     * left out.
     */
    static List<GuardedClassifier> discover(ClassLoader loader) {
        Map<String, GuardedClassifier> found = new LinkedHashMap<>();
        Iterator<RootCauseClassifier> providers =
                ServiceLoader.load(RootCauseClassifier.class, loader).iterator();
        for (int broken = 0; broken < MOST_BROKEN; ) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                GuardedClassifier classifier = guarded(providers.next());
                GuardedClassifier twin = found.putIfAbsent(classifier.id(), classifier);
                if (twin != null) {
                    log().warn("{}; the second is left out", twins(twin, classifier));
                }
            } catch (Throwable thrown) { // what its constructor or its id() throws is its own affair
                if (isScarcity(thrown)) {
                    throw thrown;
                }
                broken++;
                log().warn(
                                "a classifier cannot be loaded and is left out: {}; each line of {} names a public class with a"
                                        + " public constructor without arguments",
                                Thrown.describe(thrown),
                                SERVICES);
            }
        }
        return List.copyOf(found.values());
    }

    /** No fault of the classifier's: with more memory it may be found. */
    private static boolean isScarcity(Throwable thrown) {
        return thrown instanceof OutOfMemoryError
                || (thrown instanceof ServiceConfigurationError && thrown.getCause() instanceof OutOfMemoryError);
    }

    /**
     * In the order in which they are asked.
     *
     * @throws IllegalArgumentException if two share an id
     */
    static List<GuardedClassifier> ordered(List<GuardedClassifier> classifiers) {
        Map<String, GuardedClassifier> byId = new HashMap<>();
        for (GuardedClassifier classifier : classifiers) {
            GuardedClassifier twin = byId.putIfAbsent(classifier.id(), classifier);
            if (twin != null) {
                throw new IllegalArgumentException(twins(twin, classifier));
            }
        }
        List<GuardedClassifier> inOrder = new ArrayList<>(classifiers);
        // By id too, so that the order of the class path never shows.
        inOrder.sort(Comparator.comparingInt(GuardedClassifier::order).thenComparing(GuardedClassifier::id));
        return List.copyOf(inOrder);
    }

    private static String twins(GuardedClassifier one, GuardedClassifier other) {
        return "two classifiers have the id \"" + one.id() + "\": " + one.className() + " and " + other.className()
                + (one.className().equals(other.className())
                        ? "; where it is found by its jar already, do not give it to the builder as well"
                        : "; let one of them answer another id()");
    }

    /**
     * Behind a guard.
     *
     * @throws IllegalArgumentException if it has no id
     */
    static GuardedClassifier guarded(RootCauseClassifier classifier) {
        return new GuardedClassifier(idOf(classifier), classifier.order(), classifier);
    }

    private static String idOf(RootCauseClassifier classifier) {
        String id = classifier.id();
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("a classifier must have an id, was "
                    + (id == null ? "null" : "\"" + id + "\"") + " of "
                    + classifier.getClass().getName() + "; give it a name such as com.acme.licence");
        }
        return id;
    }

    private static Logger log() {
        return Logs.of(ClassifierLoader.class);
    }
}
