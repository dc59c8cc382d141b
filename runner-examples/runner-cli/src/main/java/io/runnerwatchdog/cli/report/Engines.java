package io.runnerwatchdog.cli.report;

import io.runnerwatchdog.cli.terminal.UsageException;
import io.runnerwatchdog.report.fleet.FleetEngine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** What can read the evidence of many hosts: our own, and what others have put on the class path. */
final class Engines {
    private final TreeMap<String, FleetEngine> byId = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    Engines() {
        this(Engines.class.getClassLoader());
    }

    Engines(ClassLoader classes) {
        Iterator<FleetEngine> engines =
                ServiceLoader.load(FleetEngine.class, classes).iterator();
        for (boolean more = true; more; ) {
            try {
                more = engines.hasNext();
                if (more) {
                    FleetEngine engine = engines.next();
                    byId.putIfAbsent(engine.id(), engine);
                }
            } catch (ServiceConfigurationError | LinkageError failure) {
                // One that does not start must not hide the others.
                broken.add(String.valueOf(failure.getMessage()));
            }
        }
    }

    /** @throws UsageException if there is none of this name; it says which there are */
    FleetEngine named(String id) {
        FleetEngine engine = byId.get(id);
        if (engine == null) {
            String failed = broken.isEmpty() ? "" : "; not working: " + String.join(", ", broken);
            throw new UsageException("--engine must be one of " + String.join(", ", byId.keySet()) + ", was \"" + id
                    + "\"" + (byId.containsKey("duckdb") ? "" : "; duckdb needs its jar on RUNNER_CLASSPATH") + failed);
        }
        return engine;
    }
}
