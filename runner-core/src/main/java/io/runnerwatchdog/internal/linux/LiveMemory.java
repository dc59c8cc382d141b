package io.runnerwatchdog.internal.linux;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads the memory of running processes through {@code /proc/PID/mem}, but only pages that are in memory: to read another is to
 * fetch it, and where it belongs to a file that does not answer, that blocks for ever and cannot be interrupted.
 * {@code /proc/PID/pagemap} tells which are there, see proc_pid_pagemap(5). Thread-safe.
 */
final class LiveMemory implements ProcFs.Memory {
    private static final int ENTRY = Long.BYTES;
    private static final long PRESENT = 1L << 63;
    private static final long AT_PAGE_SIZE = 6; // AT_PAGESZ of getauxval(3)
    private static final int MOST_PAGES = 64;

    private final Path root;
    private final long pageSize;

    LiveMemory(Path root) {
        this.root = root;
        this.pageSize = pageSize(root.resolve("self/auxv"));
    }

    @Override
    public Optional<ByteBuffer> read(long pid, long address, int length) {
        Path process = root.resolve(Long.toString(pid));
        return arePresent(process, address, length) ? read(process.resolve("mem"), address, length) : Optional.empty();
    }

    private boolean arePresent(Path process, long address, int length) {
        if (pageSize <= 0) {
            return false;
        }
        long first = address / pageSize;
        long pages = (address + length - 1) / pageSize - first + 1;
        if (pages < 1 || pages > MOST_PAGES) {
            return false;
        }
        Optional<ByteBuffer> entries = read(process.resolve("pagemap"), first * ENTRY, (int) pages * ENTRY);
        for (int page = 0; entries.isPresent() && page < pages; page++) {
            if ((entries.get().getLong(page * ENTRY) & PRESENT) == 0) {
                return false;
            }
        }
        return entries.isPresent();
    }

    private static Optional<ByteBuffer> read(Path file, long position, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int count = channel.read(bytes, position);
            return count < length ? Optional.empty() : Optional.of(bytes.flip());
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The page size that the kernel told this process; 0 where it told none: then no memory is read. */
    private static long pageSize(Path auxiliary) {
        try (FileInputStream in = new FileInputStream(auxiliary.toFile())) {
            ByteBuffer pairs = ByteBuffer.wrap(in.readNBytes(1024)).order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long type = pairs.getLong();
                long value = pairs.getLong();
                if (type == AT_PAGE_SIZE) {
                    return value;
                }
            }
        } catch (IOException unreadable) {
            return 0;
        }
        return 0;
    }
}
