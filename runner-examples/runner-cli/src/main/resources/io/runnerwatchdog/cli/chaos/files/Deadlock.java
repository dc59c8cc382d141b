import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/** A program that waits for a lock for ever; the argument says for which kind. */
public class Deadlock {
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "monitors" -> monitors(new Object(), new Object());
            case "locks" -> locks(new ReentrantLock(), new ReentrantLock());
            case "latch" -> new CountDownLatch(1).await();
            case "file" -> file(Path.of(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void file(Path path) throws Exception {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.lock();
        }
    }

    private static void monitors(Object one, Object other) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Thread thread = new Thread(() -> inOrder(other, one, both), "worker");
        thread.start();
        inOrder(one, other, both);
        thread.join();
    }

    private static void inOrder(Object first, Object second, CyclicBarrier both) {
        synchronized (first) {
            await(both);
            synchronized (second) {
                System.out.println("never");
            }
        }
    }

    private static void locks(ReentrantLock one, ReentrantLock other) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Thread thread = new Thread(() -> inOrder(other, one, both), "worker");
        thread.start();
        inOrder(one, other, both);
        thread.join();
    }

    private static void inOrder(ReentrantLock first, ReentrantLock second, CyclicBarrier both) {
        first.lock();
        await(both);
        second.lock();
        System.out.println("never");
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
