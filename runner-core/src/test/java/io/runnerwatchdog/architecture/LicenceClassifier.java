package io.runnerwatchdog.architecture;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;

/** The classifier that the documentation shows, so that it compiles and does what is said of it. */
public final class LicenceClassifier implements RootCauseClassifier {
    @Override
    public String id() {
        return "com.acme.licence";
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        return stall.output()
                .lastLineContaining("LICENSE DENIED")
                .map(line -> Verdict.of(RootCause.of("licence"), 0.9).because(Because.outputLine(line)));
    }
}
