package io.runnerwatchdog.classifiers.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** How recorded stalls are spelt, and how much of a text is read before it is given up. */
final class StallJson {
    /** The version of the format: it changes when what an older reader would refuse is written. */
    static final int FORMAT = 1;

    /** Waits stand in waits where a program polls a poll; a real one is not a quarter as deep. */
    private static final int DEEPEST = 100;

    /** Far above the tail of a stream that a watchdog keeps. */
    private static final int LONGEST_TEXT = 16 * 1024 * 1024;

    private static final long LONGEST_DOCUMENT = 2L * LONGEST_TEXT;

    /**
     * Thread-safe. All but ASCII is written as escapes: halves of surrogate pairs, which hostile output holds, would not
     * outlive UTF-8, and what looks harmless in a terminal is.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxDocumentLength(LONGEST_DOCUMENT)
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private StallJson() {}

    /** A line for each member, the same on all platforms. A printer keeps its place, so each document needs its own. */
    static DefaultPrettyPrinter layout() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators)
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance);
    }
}
