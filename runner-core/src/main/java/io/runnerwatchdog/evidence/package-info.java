/**
 * The evidence file: one JSON object a line, written before anything is killed, and read again line by line.
 *
 * <p>{@link io.runnerwatchdog.evidence.EvidenceLog} writes it, {@link io.runnerwatchdog.evidence.EvidenceReader} reads
 * it, {@link io.runnerwatchdog.evidence.Redactor} keeps secrets out of it. The lines are described by the JSON Schema
 * {@code docs/evidence.schema.json}.
 */
package io.runnerwatchdog.evidence;
