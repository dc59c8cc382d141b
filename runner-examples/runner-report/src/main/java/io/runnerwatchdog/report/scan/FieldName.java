package io.runnerwatchdog.report.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a line that are counted. */
enum FieldName {
    EVENT("event", true),
    COMMAND_TYPE("commandType", true),
    ENVIRONMENT("environment", true),
    HOST("host", true),
    ROOT_CAUSE("rootCause", true),
    STATUS("status", true),
    START_FAILURE("startFailure", true),
    SHADOW("shadow", true),
    TS("ts", false),
    TS_MS("tsMs", false),
    DURATION_MS("durationMs", false),
    SURVIVORS("survivors", false),
    ATTEMPT("attempt", true),
    IDLE_MS("idleMs", false),
    HARD_MS("hardMs", false),
    RUN_ID("runId", false),
    DIAGNOSIS("diagnosis", false);

    private static final Map<String, FieldName> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(field -> field.name, field -> field));
    private static final int LONGEST = 12;
    private static final FieldName[][] BY_LENGTH = byLength();

    private final String name;
    private final byte[] ascii;
    private final boolean oneOfFew;
    private final Optional<FieldName> itself = Optional.of(this);

    FieldName(String name, boolean oneOfFew) {
        this.name = name;
        this.oneOfFew = oneOfFew;
        ascii = name.getBytes(StandardCharsets.US_ASCII);
    }

    private static FieldName[][] byLength() {
        Map<Integer, List<FieldName>> lengths =
                new HashMap<>(Stream.of(values()).collect(Collectors.groupingBy(field -> field.ascii.length)));
        FieldName[][] table = new FieldName[LONGEST + 1][];
        for (int i = 0; i <= LONGEST; i++) {
            table[i] = lengths.getOrDefault(i, List.of()).toArray(FieldName[]::new);
        }
        return table;
    }

    static Optional<FieldName> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The field of the name in these bytes, if it is counted. */
    static Optional<FieldName> of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return Optional.empty();
        }
        for (FieldName field : BY_LENGTH[length]) {
            if (bytes[from] == field.ascii[0] && Arrays.equals(bytes, from, to, field.ascii, 0, length)) {
                return field.itself;
            }
        }
        return Optional.empty();
    }

    /** Whether its values are few, so that they are worth keeping. */
    boolean isOneOfFew() {
        return oneOfFew;
    }
}
