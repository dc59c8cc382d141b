package io.runnerwatchdog.run;

import java.nio.file.Path;
import java.util.Objects;

/** What a child reads from its standard input. */
public sealed interface Stdin {
    /** Nothing: end of file at once, so that a prompt fails instead of waiting. The default. */
    record Closed() implements Stdin {}

    /** The host's own standard input. */
    record Inherited() implements Stdin {}

    /** A file, read by the child itself. */
    record FromFile(Path path) implements Stdin {
        public FromFile {
            Objects.requireNonNull(path, "path");
        }
    }

    /** Bytes, then end of file. Written without ever blocking the host; what the child does not read is dropped. */
    final class Bytes implements Stdin {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A copy of the bytes. */
        public byte[] toArray() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]";
        }
    }

    /** See {@link Closed}. */
    static Stdin closed() {
        return new Closed();
    }

    /** See {@link Inherited}. */
    static Stdin inherited() {
        return new Inherited();
    }

    /** See {@link FromFile}. */
    static Stdin fromFile(Path path) {
        return new FromFile(path);
    }

    /** See {@link Bytes}. */
    static Stdin bytes(byte[] bytes) {
        return new Bytes(bytes);
    }
}
