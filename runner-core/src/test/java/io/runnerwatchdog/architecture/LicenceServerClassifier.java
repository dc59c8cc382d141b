package io.runnerwatchdog.architecture;

import io.runnerwatchdog.diagnosis.Because;
import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.diagnosis.Verdict;
import io.runnerwatchdog.observe.Wait;
import io.runnerwatchdog.spi.RootCauseClassifier;
import io.runnerwatchdog.spi.StallContext;
import java.util.Optional;

/** The second classifier that the documentation shows: it looks at who has the other end of a connection. */
public final class LicenceServerClassifier implements RootCauseClassifier {
    @Override
    public String id() {
        return "com.acme.licence-server";
    }

    @Override
    public Optional<Verdict> classify(StallContext stall) {
        return stall.chain()
                .leaf()
                .flatMap(leaf -> leaf.waitsFor().as(Wait.OnSocket.class))
                .filter(on -> on.peers().stream().anyMatch(peer -> peer.name().equals("lmgrd")))
                .map(on -> Verdict.of(RootCause.of("licence"), 0.95).because(Because.fact(on.describe())));
    }
}
