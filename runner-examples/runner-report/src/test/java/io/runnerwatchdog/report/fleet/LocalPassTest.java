package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.report.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPassTest {
    private static final Period DAY = Period.day(LocalDate.of(2026, 11, 24), ZoneOffset.UTC);

    @TempDir
    private Path root;

    private void write(String host, int bytes) throws IOException {
        Files.write(Files.createDirectories(root.resolve("host=" + host)).resolve("x.jsonl"), new byte[bytes]);
    }

    private void pass(LocalPass.Readers<FleetTally> readers) throws IOException {
        LocalPass.over(List.of(root), () -> new FleetTally(DAY), lines -> {}, readers);
    }

    @Test
    void theLargestGroupIsTakenFirst() throws IOException {
        write("a", 20);
        write("b", 40);
        write("c", 30);
        List<String> taken = new ArrayList<>();
        AtomicBoolean first = new AtomicBoolean(true);
        CountDownLatch done = new CountDownLatch(1);

        pass((files, linesRead) -> {
            if (!first.getAndSet(false)) {
                // All is left to the first, so that the order shows.
                await(done);
            }
            return new LocalPass.GroupReader<>() {
                @Override
                public void read(EvidenceGroup group, FleetTally into) {
                    taken.add(group.host());
                }

                @Override
                public void close() {
                    done.countDown();
                }
            };
        });

        assertThat(taken).containsExactly("b", "c", "a");
    }

    @Test
    void aReaderIsClosedAlsoWhereItFails() throws IOException {
        write("a", 1);
        write("b", 1);
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        LocalPass.Readers<FleetTally> failing = (files, linesRead) -> {
            opened.incrementAndGet();
            return new LocalPass.GroupReader<>() {
                @Override
                public void read(EvidenceGroup group, FleetTally into) throws IOException {
                    throw new IOException("a disk that is no more");
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        };

        assertThatThrownBy(() -> pass(failing)).isInstanceOf(IOException.class).hasMessage("a disk that is no more");

        assertThat(closed).hasPositiveValue().hasValue(opened.get());
    }

    private static void await(CountDownLatch done) throws IOException {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
