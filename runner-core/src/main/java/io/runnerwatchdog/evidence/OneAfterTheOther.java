package io.runnerwatchdog.evidence;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Rotated files and then the one that is written now, as one stream; the end of a file ends its last line. Not thread-safe. */
final class OneAfterTheOther extends InputStream {
    private final RotatedFiles directory;
    private final Deque<RotatedName> waiting;
    private Optional<InputStream> last;
    private Optional<InputStream> current = Optional.empty();

    /** @param last opened before the directory was listed, so that nothing is read twice or missed */
    OneAfterTheOther(RotatedFiles directory, List<RotatedName> first, InputStream last) {
        this.directory = directory;
        this.waiting = new ArrayDeque<>(first);
        this.last = Optional.of(last);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (current.isEmpty()) {
            current = next();
        }
        if (current.isEmpty()) {
            return -1;
        }
        int read = current.get().read(bytes, offset, length);
        if (read >= 0) {
            return read;
        }
        current.get().close();
        current = Optional.empty();
        bytes[offset] = '\n';
        return 1;
    }

    private Optional<InputStream> next() throws IOException {
        while (!waiting.isEmpty()) {
            RotatedName name = waiting.removeFirst();
            Optional<InputStream> in = open(name);
            if (in.isPresent()) {
                return in;
            }
        }
        Optional<InputStream> end = last;
        last = Optional.empty();
        return end;
    }

    /** Compressed since it was listed, or too old and deleted. */
    private Optional<InputStream> open(RotatedName name) throws IOException {
        for (RotatedName form : List.of(name, name.withCompression(!name.compressed()))) {
            try {
                return Optional.of(Seal.open(directory.path(form), form.compressed()));
            } catch (FileNotFoundException | NoSuchFileException gone) {
                continue;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        waiting.clear();
        for (Optional<InputStream> open : List.of(current, last)) {
            if (open.isPresent()) {
                open.get().close();
            }
        }
    }
}
