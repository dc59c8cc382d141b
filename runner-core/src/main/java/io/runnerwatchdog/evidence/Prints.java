package io.runnerwatchdog.evidence;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * By what a file is known again.
 *
 * @param bytes its size
 * @param sha256 the hash of all of it
 * @param blocks the hashes of its blocks of {@value #BLOCK} bytes, so that a change can be found and not only noticed
 */
record Prints(long bytes, String sha256, List<String> blocks) {
    static final int BLOCK = 256 * 1024;

    Prints {
        blocks = List.copyOf(blocks);
    }

    /** Reads a file as it is now. */
    static Prints of(Path file) throws IOException {
        try (Taking in = new Taking(file)) {
            return in.prints();
        }
    }

    /** The first byte of the first block in which the file is not what this says; empty where it is. */
    Optional<Long> brokenAt(Prints now) {
        for (int i = 0; i < Math.max(blocks.size(), now.blocks.size()); i++) {
            if (i >= blocks.size() || i >= now.blocks.size()) {
                return Optional.of(Math.min(bytes, now.bytes));
            }
            if (!blocks.get(i).equals(now.blocks.get(i))) {
                // The last block differs where only something was added or cut off: then that is the place.
                boolean lastOfOne = i == Math.min(blocks.size(), now.blocks.size()) - 1 && bytes != now.bytes;
                return Optional.of(lastOfOne ? Math.min(bytes, now.bytes) : (long) i * BLOCK);
            }
        }
        return bytes == now.bytes && sha256.equals(now.sha256) ? Optional.empty() : Optional.of(0L);
    }

    /** A file that is read, and its prints taken on the way. Not thread-safe. */
    static final class Taking extends FilterInputStream {
        private final MessageDigest whole = newDigest();
        private final MessageDigest part = newDigest();
        private final List<String> blocks = new ArrayList<>();
        private long bytes;

        Taking(Path file) throws IOException {
            super(new FileInputStream(file.toFile()));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            int taken = 0;
            while (taken < read) {
                int upToBlock = (int) Math.min(read - taken, BLOCK - bytes % BLOCK);
                whole.update(target, offset + taken, upToBlock);
                part.update(target, offset + taken, upToBlock);
                taken += upToBlock;
                bytes += upToBlock;
                if (bytes % BLOCK == 0) {
                    blocks.add(hex(part));
                }
            }
            return read;
        }

        /** Of all of it: reads what has not been read yet. */
        Prints prints() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            if (bytes % BLOCK != 0) {
                blocks.add(hex(part));
            }
            return new Prints(bytes, hex(whole), blocks);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            // Every Java platform has it, see java.security.MessageDigest.
            throw new IllegalStateException(impossible);
        }
    }
}
