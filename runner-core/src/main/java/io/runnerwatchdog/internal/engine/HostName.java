package io.runnerwatchdog.internal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, without asking a name server: that could hang. */
final class HostName {
    private HostName() {}

    static String find() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (IOException notLinux) {
            // Then the environment has to tell.
        }
        String name = System.getenv().getOrDefault("HOSTNAME", System.getenv("COMPUTERNAME"));
        return name == null || name.isBlank() ? "unknown" : name;
    }
}
