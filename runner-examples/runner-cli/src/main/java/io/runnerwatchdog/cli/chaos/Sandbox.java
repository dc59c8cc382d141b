package io.runnerwatchdog.cli.chaos;

import io.runnerwatchdog.run.Command;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A fresh private directory and a free port for one scenario, and the environment that tells of them. Immutable. */
final class Sandbox {
    private static final String PREFIX = "runner-chaos-";
    private static final String DIRECTORY = "CHAOS_DIR";

    private final Path directory;
    private final int port;

    private Sandbox(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    static Sandbox make(Map<String, URL> files) throws IOException {
        Path directory = Files.createTempDirectory(PREFIX).toRealPath();
        Files.createDirectory(directory.resolve("home"));
        for (Map.Entry<String, URL> file : files.entrySet()) {
            try (InputStream in = file.getValue().openStream()) {
                Files.copy(in, directory.resolve(file.getKey()));
            }
        }
        return new Sandbox(directory, freePort());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path directory() {
        return directory;
    }

    /** The name of control groups that belong to it, in any hierarchy. */
    String cgroup() {
        return directory.getFileName().toString();
    }

    /** What stands in the environment of each process that belongs to it. */
    String marker() {
        return DIRECTORY + "=" + directory;
    }

    /** The environment of everything that runs in it, beside the host's. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(DIRECTORY, directory.toString());
        variables.put("CHAOS_PORT", Integer.toString(port));
        variables.put("CHAOS_CGROUP", cgroup());
        // Nobody's own settings decide what a tool does.
        variables.put("HOME", directory.resolve("home").toString());
        return variables;
    }

    /** Gives the command this environment and directory. */
    Command confine(Command command) {
        Command confined = command.in(directory);
        for (String name : System.getenv().keySet()) {
            if (isProxy(name)) {
                confined = confined.withoutVariable(name);
            }
        }
        for (Map.Entry<String, String> variable : variables().entrySet()) {
            confined = confined.variable(variable.getKey(), variable.getValue());
        }
        return confined;
    }

    /** Gives the process to be this environment and directory. */
    ProcessBuilder confine(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(Sandbox::isProxy);
        builder.environment().putAll(variables());
        return builder.directory(directory.toFile());
    }

    /** A proxy of the host's would answer where nobody should. */
    private static boolean isProxy(String variable) {
        return variable.toLowerCase(Locale.ROOT).endsWith("_proxy");
    }

    /** Deletes the directory with all that is in it; symbolic links are not followed. */
    void delete() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
