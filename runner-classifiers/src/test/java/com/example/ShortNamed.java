package com.example;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;

/** A third party's classifier with an id that is not a third party's. */
public final class ShortNamed implements RootCauseClassifier {
    @Override
    public String id() {
        return "licence";
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        return Optional.empty();
    }
}
