import io.runnerwatchdog.classifiers.BusyClassifier;
import io.runnerwatchdog.classifiers.ChildHangClassifier;
import io.runnerwatchdog.classifiers.CpuStarveClassifier;
import io.runnerwatchdog.classifiers.InputWaitClassifier;
import io.runnerwatchdog.classifiers.IoWaitClassifier;
import io.runnerwatchdog.classifiers.LockClassifier;
import io.runnerwatchdog.classifiers.NetworkClassifier;
import io.runnerwatchdog.classifiers.OutputBlockedClassifier;
import io.runnerwatchdog.classifiers.OutputSignatureClassifier;
import io.runnerwatchdog.spi.RootCauseClassifier;
import org.jspecify.annotations.NullMarked;

/** The classifiers that come with the watchdog, and a kit for testing others. */
@NullMarked
module io.runnerwatchdog.classifiers {
    requires com.fasterxml.jackson.core;
    requires transitive io.runnerwatchdog.core;
    requires static org.jspecify;

    exports io.runnerwatchdog.classifiers;
    exports io.runnerwatchdog.classifiers.testkit;

    provides RootCauseClassifier with
            BusyClassifier,
            ChildHangClassifier,
            CpuStarveClassifier,
            InputWaitClassifier,
            IoWaitClassifier,
            LockClassifier,
            NetworkClassifier,
            OutputBlockedClassifier,
            OutputSignatureClassifier;
}
