package com.example.classifier;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;

/** Knows what the tools of this house print when all licences are taken. */
public final class LicenceClassifier implements RootCauseClassifier {
    @Override
    public String id() {
        return "com.example.licence";
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        return stall.output()
                .lastLineContaining("LICENSE DENIED")
                .map(line -> Verdict.of(RootCause.of("licence"), 0.95).because(Because.outputLine(line)));
    }
}
