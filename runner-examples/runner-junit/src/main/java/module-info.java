import org.jspecify.annotations.NullMarked;

/** Commands under watch in tests of JUnit Jupiter. */
@NullMarked
module io.runnerwatchdog.junit {
    requires transitive io.runnerwatchdog.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.runnerwatchdog.junit;
}
