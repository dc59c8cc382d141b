package io.runnerwatchdog.internal.engine;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The name of this machine, without asking a name server: that could hang. */
final class HostName {
    private static final int LONGEST = 256;

    private HostName() {}

    static String find() {
        try (FileInputStream in = new FileInputStream("/proc/sys/kernel/hostname")) {
            String name = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
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
