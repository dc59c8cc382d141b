package io.runnerwatchdog.classifiers.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever stall is written, the same one is read. */
class RecordedStallPropertyTest {
    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void whatIsWrittenIsRead(@ForAll("stalls") StallContext stall, @ForAll("truths") Set<RootCause> truth)
            throws IOException {
        RecordedStall written = new RecordedStall("any", truth, stall);

        RecordedStall read = RecordedStall.read(new StringReader(written.json()));

        assertThat(read.truth()).isEqualTo(truth);
        // A command has no equality of its own; all else has.
        assertThat(CommandForm.of(read.stall().command())).isEqualTo(CommandForm.of(stall.command()));
        assertThat(with(stall, read.stall())).isEqualTo(stall);
        assertThat(read.json()).isEqualTo(written.json());
    }

    private static StallContext with(StallContext command, StallContext rest) {
        return new StallContext(
                command.command(),
                rest.kind(),
                rest.silentFor(),
                rest.earlier(),
                rest.now(),
                rest.interlude(),
                rest.chain(),
                rest.stdout(),
                rest.stderr());
    }

    @Provide
    Arbitrary<StallContext> stalls() {
        return new AnyValue(2).of(StallContext.class);
    }

    @Provide
    Arbitrary<Set<RootCause>> truths() {
        return Arbitraries.of(RootCause.builtIn()).set().ofMaxSize(3);
    }
}
