package com.example.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.runnerwatchdog.junit.Launcher;
import io.runnerwatchdog.junit.StalledException;
import io.runnerwatchdog.junit.WatchdogExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommandsTest {
    @RegisterExtension
    static WatchdogExtension watchdog =
            WatchdogExtension.builder().hardTimeout(Duration.ofSeconds(2)).build();

    @Test
    void printsAndEnds(Launcher launcher) throws InterruptedException {
        assertEquals("hello\n", launcher.run("echo", "hello").stdout().text());
    }

    @Test
    void hangsAndIsToldWhy(Launcher launcher) {
        StalledException stalled = assertThrows(StalledException.class, () -> launcher.run("sleep", "1000"));

        assertEquals("child_hang", stalled.result().diagnosis().rootCause().id());
        assertTrue(stalled.getMessage().contains("sleeps"), stalled.getMessage());
    }
}
