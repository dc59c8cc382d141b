package io.runnerwatchdog.operations;

import io.runnerwatchdog.run.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scripts that bring evidence to shared storage, as they are shipped. */
enum Shipper {
    RSYNC("ship-rsync", "--bwlimit=100"),
    RCLONE("ship-rclone", "--bwlimit=100k");

    static final Path SCRIPTS = Shipped.OPERATIONS.resolve("shipping");
    /** What the host is called at the destination. */
    static final String HOST = "build-07";

    private final String script;
    private final String slow;

    Shipper(String script, String slow) {
        this.script = script;
        this.slow = slow;
    }

    /** The script with these arguments, and nothing of what is configured for whoever runs the tests. */
    Command with(Object... arguments) {
        List<String> argv = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString(), "--host", HOST));
        Stream.of(arguments).map(Object::toString).forEach(argv::add);
        return Command.of(argv).variable("RCLONE_CONFIG", "/dev/null");
    }

    /** The same, at some hundred thousand bytes a second. */
    Command slowly(Object... arguments) {
        return with(Stream.concat(Stream.of(arguments), Stream.of("--", slow)).toArray());
    }
}
