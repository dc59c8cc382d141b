package io.runnerwatchdog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.Watchdog;
import io.runnerwatchdog.fixture.JavaProgram;
import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import io.runnerwatchdog.run.RunResult;
import io.runnerwatchdog.run.Termination;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** A host whose logging cannot even be started: nothing is logged, and all else goes on as ever. */
@Tag("process")
@ExtendWith(NoResidue.class)
class BrokenLoggingTest {
    /** Fails when it is started, and so does each question for a logger from then on. */
    public static final class Broken implements SLF4JServiceProvider {
        @Override
        public void initialize() {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public ILoggerFactory getLoggerFactory() {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public IMarkerFactory getMarkerFactory() {
            return new BasicMarkerFactory();
        }

        @Override
        public MDCAdapter getMDCAdapter() {
            return new NOPMDCAdapter();
        }

        @Override
        public String getRequestedApiVersion() {
            return "2.0";
        }
    }

    /** Says how a run ended that stalls, and whether that took long. */
    static final class Host {
        private Host() {}

        public static void main(String[] arguments) throws InterruptedException {
            RunResult result;
            try (Watchdog watchdog = Watchdog.builder()
                    .idleTimeout(Duration.ofMillis(600))
                    .stopPolicy(StopPolicy.forced())
                    .build()) {
                result = watchdog.run(Sh.sh("sleep 1000 & sleep 1000"));
            }
            boolean stopped = result.termination() instanceof Termination.Stopped;
            System.out.println(stopped + " " + result.duration().toMillis());
        }
    }

    @Test
    void aStalledRunIsStoppedAsEver() throws Exception {
        List<String> options = new ArrayList<>(JavaProgram.SHORT_LIVED);
        options.add("-Dslf4j.provider=" + Broken.class.getName());
        Process host = JavaProgram.start(JavaProgram.argv(Host.class, options));
        String[] said;
        try (InputStream out = host.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
        }
        assertThat(host.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(said[0]).isEqualTo("true");
        // What is stopped only at the second try takes twice as long as this; what is stopped at the first, a tenth.
        assertThat(Duration.ofMillis(Long.parseLong(said[1]))).isLessThan(Duration.ofSeconds(8));
    }
}
