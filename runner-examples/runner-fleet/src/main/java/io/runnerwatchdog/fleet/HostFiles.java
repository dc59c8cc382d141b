package io.runnerwatchdog.fleet;

import io.runnerwatchdog.report.fleet.EvidenceGroup;

/**
 * The evidence of one host. One task reads it, since only then can it tell which lines are there twice.
 *
 * @param weight about how long it takes to read, in bytes of plain lines
 */
record HostFiles(EvidenceGroup group, long weight) {}
