import io.runnerwatchdog.classifiers.OutputSignatureClassifier;
import io.runnerwatchdog.classifiers.ProcessStateClassifier;
import io.runnerwatchdog.spi.RootCauseClassifier;
import org.jspecify.annotations.NullMarked;

/** The classifiers that come with the watchdog. */
@NullMarked
module io.runnerwatchdog.classifiers {
    requires transitive io.runnerwatchdog.core;
    requires static org.jspecify;

    exports io.runnerwatchdog.classifiers;

    provides RootCauseClassifier with
            OutputSignatureClassifier,
            ProcessStateClassifier;
}
