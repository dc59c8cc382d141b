package io.runnerwatchdog.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What came of a comparison of rotated evidence files with their manifest. Immutable.
 *
 * @param sound how many files are what the manifest says
 * @param findings what was found beside those
 */
public record EvidenceProof(int sound, List<Finding> findings) {
    /** What is the matter with a file. */
    public enum Kind {
        /** It is not what it was when it was sealed. */
        CHANGED,
        /** The manifest has it, the directory has not. */
        MISSING,
        /** It was rotated and is not in the manifest yet; the next writer, or the next rotation, sees to it. */
        UNSEALED,
        /** The manifest itself cannot be understood. */
        BROKEN_MANIFEST
    }

    /**
     * One thing that was found.
     *
     * @param at for a changed file the first byte, from 0, of the first block of 256 KiB that differs, or where the shorter
     *     of the two ends; otherwise empty
     */
    public record Finding(Kind kind, Path file, OptionalLong at) {
        public Finding {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(at, "at");
        }

        /** For people. */
        public String describe() {
            return switch (kind) {
                case CHANGED -> file + ": changed since it was sealed, from byte " + at.orElse(0) + " on";
                case MISSING -> file + ": is in the manifest and not there";
                case UNSEALED -> file + ": not sealed yet";
                case BROKEN_MANIFEST -> file + ": is no manifest";
            };
        }
    }

    public EvidenceProof {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found but files that are not sealed yet. */
    public boolean holds() {
        return findings.stream().allMatch(finding -> finding.kind() == Kind.UNSEALED);
    }
}
