package io.runnerwatchdog.internal.jvm;

import io.runnerwatchdog.internal.linux.ProcFs;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A JVM that is none: a directory that looks like {@code /proc} and shows it in a mount namespace of its own, and a socket
 * that is opened when the signal comes and served as a test likes.
 */
final class FakeJvm implements AutoCloseable {
    static final long PID = 77;

    /** What to do with a caller, on a thread of its own; the channel is closed afterwards. */
    interface Service {
        void serve(SocketChannel caller) throws Exception;
    }

    /** Takes the request and gives this answer. */
    static Service answering(String answer) {
        return caller -> {
            readRequest(caller);
            caller.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        };
    }

    static String readRequest(SocketChannel caller) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(64);
        int zeros = 0;
        while (zeros < 5) {
            ByteBuffer one = ByteBuffer.allocate(1);
            if (caller.read(one) < 0) {
                break;
            }
            zeros += one.get(0) == 0 ? 1 : 0;
            request.put(one.flip());
        }
        return new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
    }

    final AtomicInteger signals = new AtomicInteger();
    private final Path proc;
    private final Path files;
    private final Service service;
    private volatile ServerSocketChannel server;

    FakeJvm(Path directory, Service service) throws IOException {
        this.proc = directory.resolve("proc");
        this.files = directory.resolve("files");
        this.service = service;
        link("self/ns/mnt", "mnt:[1]");
        link("self/root", "here");
        link(PID + "/ns/mnt", "mnt:[2]");
        link(PID + "/root", files.toString());
        Files.createDirectories(temporary());
        write("stat", PID + " (java) S 12 77 77 0 -1 4194304 120 0 3 0 25 17 0 0 20 0 4 0 987654 1000 2\n");
        write("status", "Name:\tjava\nNSpid:\t77\t7\nSigCgt:\t2000000181005ccf\n");
        write("cmdline", "java\0-jar\0some.jar\0");
        write("mountinfo", "36 35 98:0 / / rw,noatime - ext4 /dev/root rw\n");
        write("task/77/comm", "java\n");
        write("task/78/comm", "VM Thread\n");
        write("task/79/comm", "Signal Dispatch\n");
    }

    ProcFs proc() {
        return new ProcFs(proc);
    }

    JvmAttach attach() {
        return new JvmAttach(proc(), this::signal, System::nanoTime);
    }

    Path temporary() {
        return files.resolve("tmp");
    }

    Path mark() {
        return temporary().resolve(".attach_pid7");
    }

    Path socket() {
        return temporary().resolve(".java_pid7");
    }

    /** Changes what the kernel says of it. */
    void write(String file, String text) throws IOException {
        Path path = proc.resolve(PID + "/" + file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    void delete(String file) throws IOException {
        Files.delete(proc.resolve(PID + "/" + file));
    }

    /** What a JVM does when it gets the signal. */
    void signal(long pid) {
        signals.incrementAndGet();
        if (pid == PID && Files.exists(mark())) {
            open(50);
        }
    }

    /** Listens, but takes no call beyond what the kernel queues: a JVM that is too busy. */
    void listenOnly(int backlog) throws IOException {
        // As a JVM does it: whoever sees the name can connect, and does not meet a socket that nobody listens at yet.
        Path unfinished = socket().resolveSibling(socket().getFileName() + ".tmp");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(unfinished), backlog);
        Files.move(unfinished, socket(), StandardCopyOption.ATOMIC_MOVE);
    }

    void open(int backlog) {
        try {
            listenOnly(backlog);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        inBackground(() -> {
            while (true) {
                SocketChannel caller = server.accept();
                inBackground(() -> {
                    try (caller) {
                        service.serve(caller);
                    }
                });
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception closed) {
                // The test is over, or the caller gone: both are meant to be.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void link(String file, String target) throws IOException {
        Files.createDirectories(proc.resolve(file).getParent());
        Files.createSymbolicLink(proc.resolve(file), Path.of(target));
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
