package io.runnerwatchdog.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;

/** The file in which Prometheus finds its targets: the shipped example, with addresses of the test. */
final class Targets {
    private final Path file;
    private final ArrayNode targets;

    /** Beside the configuration of Prometheus in this directory; it is not written yet. */
    Targets(Path directory) throws IOException {
        file = Files.createDirectories(directory.resolve("targets"))
                .resolve(Shipped.TARGETS.getFileName().toString());
        targets = (ArrayNode) Shipped.json(Shipped.TARGETS);
    }

    /** Gives a target of the example another port. */
    Targets at(int index, int port) {
        ((ObjectNode) targets.get(index)).putArray("targets").add("127.0.0.1:" + port);
        return this;
    }

    /** Adds a target that is called this, and has a label of this name and value. */
    Targets add(String instance, int port, String label, String value) {
        targets.addObject().putArray("targets").add("127.0.0.1:" + port);
        ((ObjectNode) targets.get(targets.size() - 1))
                .putObject("labels")
                .put("instance", instance)
                .put(label, value);
        return this;
    }

    Targets remove(String instance) {
        Iterator<JsonNode> all = targets.elements();
        while (all.hasNext()) {
            if (all.next().at("/labels/instance").asText().equals(instance)) {
                all.remove();
            }
        }
        return this;
    }

    /** As the comment in the configuration asks for: no half of it is ever read. */
    void write() throws IOException {
        Path whole = file.resolveSibling("targets.new");
        new ObjectMapper().writeValue(whole.toFile(), targets);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
