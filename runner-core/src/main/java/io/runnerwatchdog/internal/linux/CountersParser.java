package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.IoFacts;
import java.util.Optional;
import java.util.OptionalLong;

/** Parses the small files of counters: {@code io}, {@code cpu.stat}, {@code net/snmp}, {@code pressure/*}. */
final class CountersParser {
    private CountersParser() {}

    /** {@code /proc/PID/io}; empty where a figure is missing. */
    static Optional<IoFacts> io(String text) {
        OptionalLong read = named(text, "rchar:");
        OptionalLong written = named(text, "wchar:");
        OptionalLong readCalls = named(text, "syscr:");
        OptionalLong writeCalls = named(text, "syscw:");
        return read.isPresent() && written.isPresent() && readCalls.isPresent() && writeCalls.isPresent()
                ? Optional.of(new IoFacts(
                        read.getAsLong(), written.getAsLong(), readCalls.getAsLong(), writeCalls.getAsLong()))
                : Optional.empty();
    }

    /** The number behind a name at the beginning of a line. */
    static OptionalLong named(String text, String name) {
        for (String line : text.split("\n")) {
            if (line.startsWith(name + " ")) {
                return Numbers.parse(line.substring(name.length()).strip());
            }
        }
        return OptionalLong.empty();
    }

    /** The share of the last ten seconds in a line such as {@code some avg10=0.12 avg60=...}, in percent. */
    static double pressure(String text) {
        String key = "some avg10=";
        int at = text.indexOf(key);
        if (at < 0) {
            return 0;
        }
        int end = text.indexOf(' ', at + key.length());
        String number = text.substring(at + key.length(), end < 0 ? text.length() : end);
        if (!number.matches("\\d{1,3}\\.\\d{1,2}")) {
            return 0;
        }
        return Double.parseDouble(number);
    }

    /** How many connections the machine failed to make so far: {@code Tcp: AttemptFails} of {@code net/snmp}. */
    static OptionalLong failedConnections(String snmp) {
        String[] names = {};
        for (String line : snmp.split("\n")) {
            if (!line.startsWith("Tcp: ")) {
                continue;
            }
            String[] fields = line.split(" ");
            if (names.length == 0) {
                names = fields;
                continue;
            }
            for (int i = 1; i < Math.min(names.length, fields.length); i++) {
                if (names[i].equals("AttemptFails")) {
                    return Numbers.parse(fields[i]);
                }
            }
        }
        return OptionalLong.empty();
    }
}
