package io.runnerwatchdog.classifiers.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.diagnosis.RootCause;
import io.runnerwatchdog.spi.StallContext;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever stall is written, the same one is read. */
class RecordedStallPropertyTest {
    // Edge cases of so many parts would be made for minutes; RecordedStallTest has some.
    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(@ForAll("stalls") StallContext stall, @ForAll("truths") Set<RootCause> truth)
            throws IOException {
        RecordedStall written = new RecordedStall("any", truth, stall);

        RecordedStall read = RecordedStall.read(new StringReader(written.json()));

        assertThat(read.truth()).isEqualTo(truth);
        assertThat(CommandForm.of(read.stall().command())).isEqualTo(CommandForm.of(stall.command()));
        assertThat(RecordedStallTest.withCommandOf(stall, read.stall())).isEqualTo(stall);
        assertThat(read.json()).isEqualTo(written.json());
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
