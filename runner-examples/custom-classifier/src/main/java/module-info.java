import com.example.licence.LicenceClassifier;
import io.runnerwatchdog.spi.RootCauseClassifier;

/** Knows a compiler that waits for its licence server. */
module com.example.licence {
    requires io.runnerwatchdog.core;

    provides RootCauseClassifier with
            LicenceClassifier;
}
