package io.runnerwatchdog.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes what was done to stop a tree, process by process: who it was, why it was ours, what was sent and when. */
final class ReceiptFields {
    private static final int LONGEST_NAME = 64;

    private final JsonGenerator out;
    private final SafeText safe;
    private final Bounds bounds;

    ReceiptFields(JsonGenerator out, SafeText safe, Bounds bounds) {
        this.out = out;
        this.safe = safe;
        this.bounds = bounds;
    }

    void write(StopReceipt receipt) throws IOException {
        List<StoppedProcess> survivors = receipt.survivors();
        if (!survivors.isEmpty()) {
            out.writeArrayFieldStart(Words.SURVIVOR_NAMES);
            for (StoppedProcess survivor : EventFields.first(survivors, bounds.links())) {
                String label = safe.head(survivor.name(), LONGEST_NAME) + "["
                        + survivor.process().pid() + "]";
                out.writeString(label);
            }
            out.writeEndArray();
        }
        if (!receipt.processes().isEmpty()) {
            out.writeArrayFieldStart(Words.PROCESSES);
            for (StoppedProcess process : EventFields.first(receipt.processes(), bounds.links())) {
                write(process);
            }
            out.writeEndArray();
        }
    }

    private void write(StoppedProcess process) throws IOException {
        out.writeStartObject();
        out.writeNumberField(Words.PID, process.process().pid());
        out.writeStringField(Words.COMMAND, safe.head(process.command(), bounds.detail()));
        out.writeStringField(Words.WHY, process.membership().name().toLowerCase(Locale.ROOT));
        out.writeArrayFieldStart(Words.SIGNALS);
        for (Sent sent : EventFields.first(process.signals(), bounds.links())) {
            out.writeStartObject();
            out.writeStringField(Words.SIGNAL, sent.signal().name());
            out.writeNumberField(Words.MS, sent.after().toMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (process.diedAfter().isPresent()) {
            out.writeNumberField(Words.DIED_MS, process.diedAfter().get().toMillis());
        }
        if (process.unkillable()) {
            out.writeBooleanField(Words.UNKILLABLE, true);
        }
        out.writeEndObject();
    }
}
