package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.internal.threads.Thrown;
import io.runnerwatchdog.spi.RootCauseClassifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds classifiers and puts them in order. */
public final class ClassifierLoader {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifierLoader.class);

    private static final String SERVICES = "META-INF/services/" + RootCauseClassifier.class.getName();

    private ClassifierLoader() {}

    /** Those that are found on the class path; one broken provider does not hide the others. */
    public static List<RootCauseClassifier> discover() {
        List<RootCauseClassifier> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<RootCauseClassifier>> providers =
                ServiceLoader.load(RootCauseClassifier.class).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                RootCauseClassifier classifier = providers.next().get();
                LOG.debug("found classifier {}, order {}", idOf(classifier), classifier.order());
                found.add(classifier);
            } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
                LOG.warn(
                        "a classifier cannot be loaded and is left out: {}; each line of {} names a public class with a"
                                + " public constructor without arguments",
                        Thrown.describe(broken),
                        SERVICES);
            }
        }
    }

    /**
     * By {@code order}, then by id, so that the order of the class path never shows.
     *
     * @throws IllegalArgumentException if two share an id
     */
    public static List<GuardedClassifier> ordered(List<RootCauseClassifier> classifiers) {
        Map<String, RootCauseClassifier> byId = new HashMap<>();
        List<GuardedClassifier> guarded = new ArrayList<>();
        for (RootCauseClassifier classifier : classifiers) {
            String id = idOf(classifier);
            RootCauseClassifier twin = byId.putIfAbsent(id, classifier);
            if (twin != null) {
                throw new IllegalArgumentException("two classifiers have the id \"" + id + "\": "
                        + twin.getClass().getName() + " and "
                        + classifier.getClass().getName()
                        + (twin.getClass() == classifier.getClass()
                                ? "; where it is found by its jar already, do not give it to the builder as well"
                                : "; let one of them answer another id()"));
            }
            guarded.add(new GuardedClassifier(id, classifier.order(), classifier));
        }
        guarded.sort(Comparator.comparingInt(GuardedClassifier::order).thenComparing(GuardedClassifier::id));
        LOG.debug("classifiers: {}; what is missing is not named in any {}", guarded, SERVICES);
        return List.copyOf(guarded);
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
}
