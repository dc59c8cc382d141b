package io.runnerwatchdog.maven;

import io.runnerwatchdog.run.Command;
import io.runnerwatchdog.run.OutputSink.OfBytes;
import io.runnerwatchdog.run.OutputSink.OfLines;
import io.runnerwatchdog.run.OutputSink.WhenFull;
import io.runnerwatchdog.run.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Where the output of a step goes. Nothing is lost: the step has to wait where we are slow. */
interface StepOutput extends AutoCloseable {
    /** The command, with its output going here. */
    Command of(Command command);

    @Override
    default void close() throws IOException {}

    /** Line by line, as they come. */
    static StepOutput lines(Consumer<String> log) {
        Consumer<String> plain = line -> log.accept(PlainText.of(line));
        return command -> command.sink(new OfLines(Stream.STDOUT, WhenFull.WAIT, plain))
                .sink(new OfLines(Stream.STDERR, WhenFull.WAIT, plain));
    }

    /** Both streams as they are, into one file, which is made anew with its directories. */
    static StepOutput file(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        FileChannel channel = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return new ToFile(channel);
    }

    /** The file's own lock keeps pieces of the two streams apart: a channel writes one buffer at a time. */
    record ToFile(FileChannel channel) implements StepOutput {
        @Override
        public Command of(Command command) {
            return command.sink(new OfBytes(Stream.STDOUT, WhenFull.WAIT, this::write))
                    .sink(new OfBytes(Stream.STDERR, WhenFull.WAIT, this::write));
        }

        private void write(ByteBuffer bytes) {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
