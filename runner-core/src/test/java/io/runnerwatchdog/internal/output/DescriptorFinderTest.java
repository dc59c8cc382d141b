package io.runnerwatchdog.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.fixture.NoResidue;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@EnabledOnOs(OS.LINUX)
@ExtendWith(NoResidue.class)
class DescriptorFinderTest {
    @Test
    void whatIsWrittenToTheNumberComesOutOfThePipe() throws IOException {
        try (DescriptorFinder finder = DescriptorFinder.open()) {
            assertFound(finder);
        }
    }

    @Test
    void theKernelsNameIsThatOfThePipe() throws IOException {
        Pipe pipe = Pipe.open();
        try (DescriptorFinder finder = DescriptorFinder.open()) {
            Descriptor found = finder.find(pipe.sink());

            assertThat(found.pipe())
                    .isEqualTo(Files.readSymbolicLink(found.path()).toString());
            assertThat(pipe.sink().isBlocking()).isTrue();
        } finally {
            close(pipe);
        }
    }

    @Test
    void manyAtOnceDoNotMistakeOneForAnother() {
        // Several finders side by side, as several watchdogs in one program have them, each asked from several threads.
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        try (DescriptorFinder finder = DescriptorFinder.open();
                                Selector busy = Selector.open()) {
                            List<CompletableFuture<Void>> askers = new ArrayList<>();
                            for (int j = 0; j < 3; j++) {
                                askers.add(CompletableFuture.runAsync(() -> findOften(finder)));
                            }
                            CompletableFuture.allOf(askers.toArray(CompletableFuture[]::new))
                                    .join();
                            busy.selectNow();
                        } catch (IOException failed) {
                            throw new AssertionError(failed);
                        }
                    },
                    task -> new Thread(task).start()));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    @Test
    void aClosedFinderSaysSo() throws IOException {
        DescriptorFinder finder = DescriptorFinder.open();
        finder.close();
        Pipe pipe = Pipe.open();

        assertThatThrownBy(() -> finder.find(pipe.sink()))
                .isInstanceOf(IOException.class)
                .hasMessage("closed");
        close(pipe);
    }

    @Test
    void theListIsReadAsTheKernelWritesIt() {
        String text = "pos:\t0\nflags:\t02000002\nmnt_id:\t17\nino:\t18\n"
                + "tfd:        5 events:       1c data:                5  pos:0 ino:1a0fe38 sdev:f\n"
                + "tfd:       12 events:       19 data:     7fe40000000c  pos:0 ino:a sdev:f\n"
                + "tfd:       13 events:       19 data:     7fe4000000";

        assertThat(WatchList.parse(text)).containsExactly(new Descriptor(5, 27_328_056), new Descriptor(12, 10));
        assertThat(WatchList.parse("")).isEmpty();
    }

    private static void findOften(DescriptorFinder finder) {
        try {
            for (int i = 0; i < 50; i++) {
                assertFound(finder);
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void assertFound(DescriptorFinder finder) throws IOException {
        Pipe pipe = Pipe.open();
        try {
            Descriptor found = finder.find(pipe.sink());
            try (FileOutputStream again = new FileOutputStream(found.path().toFile())) {
                again.write(42);
            }
            ByteBuffer read = ByteBuffer.allocate(1);
            assertThat(pipe.source().read(read)).isOne();
            assertThat(read.get(0)).isEqualTo((byte) 42);
        } finally {
            close(pipe);
        }
    }

    private static void close(Pipe pipe) throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}
