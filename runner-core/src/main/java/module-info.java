import org.jspecify.annotations.NullMarked;

/** Supervises a command, gathers the facts of a stall, stops the whole process tree and records what happened. */
@NullMarked
module io.runnerwatchdog.core {
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports io.runnerwatchdog;
    exports io.runnerwatchdog.config;
    exports io.runnerwatchdog.diagnosis;
    exports io.runnerwatchdog.event;
    exports io.runnerwatchdog.evidence;
    exports io.runnerwatchdog.observe;
    exports io.runnerwatchdog.policy;
    exports io.runnerwatchdog.run;
    exports io.runnerwatchdog.spi;

    uses io.runnerwatchdog.spi.RootCauseClassifier;
}
