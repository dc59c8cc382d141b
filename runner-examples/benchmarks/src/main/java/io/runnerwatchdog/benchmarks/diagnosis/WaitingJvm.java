package io.runnerwatchdog.benchmarks.diagnosis;

import java.util.concurrent.CountDownLatch;

/** A Java program whose threads wait for what never comes: their number is its argument. Says {@code ready} once they do. */
final class WaitingJvm {
    private WaitingJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        int wanted = Integer.parseInt(arguments[0]);
        CountDownLatch begun = new CountDownLatch(wanted);
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < wanted; i++) {
            new Thread(() -> {
                        begun.countDown();
                        await(never);
                    })
                    .start();
        }
        begun.await();
        System.out.println("ready");
        never.await();
    }

    private static void await(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
