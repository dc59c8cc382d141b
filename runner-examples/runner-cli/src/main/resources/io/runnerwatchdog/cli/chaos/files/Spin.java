import java.util.concurrent.locks.LockSupport;

/** A program with one thread that never ends its loop, beside eight that wait for it. */
public class Spin {
    static volatile boolean done;

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 8; i++) {
            new Thread(() -> {
                while (!done) {
                    LockSupport.park();
                }
            }, "idle-" + i).start();
        }
        long n = 0;
        while (!done) {
            n = n * 31 + 7;
        }
        System.out.println(n);
    }
}
