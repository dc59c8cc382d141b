package io.runnerwatchdog.metrics;

import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;

/** A classifier that knows nothing. */
final class Silent implements RootCauseClassifier {
    @Override
    public String id() {
        return "com.example.silent";
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        return Optional.empty();
    }
}
