package io.runnerwatchdog.internal.skip;

import static io.runnerwatchdog.internal.skip.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runnerwatchdog.run.AutoSkip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkipFileTest {
    private static final StepKind KIND = new StepKind("test", "ci");
    private static final AutoSkip SETTINGS = new AutoSkip(1000, Duration.ofHours(1), Duration.ofMinutes(15));

    @TempDir
    Path temp;

    private final WallClock clock = new WallClock();
    private final List<SkipTrouble> troubles = new CopyOnWriteArrayList<>();
    private final SkipRules rules = new SkipRules(SETTINGS);

    private SkipFile file() {
        return in(temp);
    }

    private SkipFile in(Path directory) {
        return new SkipFile(directory, rules, clock, troubles::add);
    }

    private void stall(SkipFile file) throws SkipStateException {
        file.change(KIND, (known, now) -> SkipRules.Step.run(rules.stalled(known, now, run(1))));
    }

    private static int stalls(Breaker known) {
        return ((Breaker.Closed) known).stalls().size();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(temp)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aLookTouchesNothing() throws Exception {
        assertThat(file().look(KIND)).isEqualTo(Breaker.NOTHING);
        assertThat(in(temp.resolve("not there")).look(KIND)).isEqualTo(Breaker.NOTHING);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatOneWroteTheOthersSee() throws Exception {
        SkipFile one = file();
        SkipFile other = file();
        for (int i = 1; i <= 20; i++) {
            stall(i % 2 == 0 ? one : other);
            assertThat(stalls(one.look(KIND))).isEqualTo(i);
            assertThat(stalls(other.look(KIND))).isEqualTo(i);
        }
        assertThat(stalls(file().look(KIND))).isEqualTo(20);
        assertThat(names()).containsExactly(SkipFile.LOCK_NAME, SkipFile.FILE_NAME);
    }

    @Test
    void directoryAndFilesAreForTheirOwnerAlone() throws Exception {
        Path directory = temp.resolve("a/b");
        stall(in(directory));

        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve(SkipFile.FILE_NAME))).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve(SkipFile.LOCK_NAME))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void whoDeletesTheFileBeginsAnew() throws Exception {
        SkipFile file = file();
        stall(file);
        Files.delete(file.file());

        assertThat(file.look(KIND)).isEqualTo(Breaker.NOTHING);
        stall(file);
        assertThat(stalls(file.look(KIND))).isEqualTo(1);
    }

    @Test
    void anOldFileIsNotReadTwiceAndOneThatChangedIs() throws Exception {
        SkipFile file = file();
        stall(file);
        Instant longAgo = WallClock.NOON.minusSeconds(60);
        Files.setLastModifiedTime(file.file(), FileTime.from(longAgo));
        assertThat(stalls(file.look(KIND))).isEqualTo(1);

        // The same size, and the same file: only who reads it again sees that it is broken.
        Files.write(file.file(), new byte[(int) Files.size(file.file())]);
        Files.setLastModifiedTime(file.file(), FileTime.from(longAgo));
        assertThat(stalls(file.look(KIND))).isEqualTo(1);
        assertThat(troubles).isEmpty();

        Files.setLastModifiedTime(file.file(), FileTime.from(longAgo.plusNanos(1000)));
        assertThat(file.look(KIND)).isEqualTo(Breaker.NOTHING);
        assertThat(troubles).isNotEmpty();
    }

    /** Two changes may come within the resolution of the time, in files of one size and number. */
    @Test
    void aYoungFileIsReadAgain() throws Exception {
        SkipFile file = file();
        stall(file);
        FileTime justNow = FileTime.from(WallClock.NOON);
        Files.setLastModifiedTime(file.file(), justNow);
        assertThat(stalls(file.look(KIND))).isEqualTo(1);

        Files.write(file.file(), new byte[(int) Files.size(file.file())]);
        Files.setLastModifiedTime(file.file(), justNow);
        assertThat(file.look(KIND)).isEqualTo(Breaker.NOTHING);
    }

    @Test
    void aBrokenFileCountsAsNoneAndIsSetAside() throws Exception {
        SkipFile file = file();
        Files.writeString(file.file(), "test ci open");

        assertThat(file.look(KIND)).isEqualTo(Breaker.NOTHING);
        assertThat(troubles).extracting(SkipTrouble::kind).containsOnly(SkipTrouble.Kind.BROKEN);
        assertThat(names()).containsExactly(SkipFile.FILE_NAME);
        stall(file);
        assertThat(stalls(file.look(KIND))).isEqualTo(1);
        assertThat(temp.resolve(SkipFile.BROKEN_NAME)).hasContent("test ci open");
    }

    @Test
    void aFileThatIsTooLongIsBroken() throws Exception {
        SkipFile file = file();
        Files.write(file.file(), new byte[2 * StateText.MOST_BYTES]);

        assertThat(file.look(KIND)).isEqualTo(Breaker.NOTHING);
        assertThat(troubles).isNotEmpty();
    }

    @Test
    void aLinkIsNeitherReadNorWrittenThrough() throws Exception {
        stall(in(temp.resolve("elsewhere")));
        Path target = temp.resolve("elsewhere").resolve(SkipFile.FILE_NAME);
        byte[] before = Files.readAllBytes(target);
        SkipFile file = file();
        Files.createSymbolicLink(file.file(), target);
        Path precious = Files.writeString(temp.resolve("precious"), "precious");
        Files.createSymbolicLink(temp.resolve(SkipFile.NEXT_NAME), precious);

        assertThat(file.look(KIND)).isEqualTo(Breaker.NOTHING);
        stall(file);

        assertThat(stalls(file.look(KIND))).isEqualTo(1);
        assertThat(Files.isRegularFile(file.file(), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(target).hasBinaryContent(before);
        assertThat(precious).hasContent("precious");
        assertThat(Files.isSymbolicLink(temp.resolve(SkipFile.BROKEN_NAME))).isTrue();
    }

    @Test
    void aDirectoryInItsPlaceIsSetAside() throws Exception {
        SkipFile file = file();
        Files.createDirectories(file.file().resolve("full"));

        assertThat(file.look(KIND)).isEqualTo(Breaker.NOTHING);
        stall(file);
        assertThat(stalls(file.look(KIND))).isEqualTo(1);
    }

    @Test
    void aLinkInPlaceOfTheLockIsNotFollowed() throws Exception {
        Path precious = Files.writeString(temp.resolve("precious"), "precious");
        Files.createSymbolicLink(temp.resolve(SkipFile.LOCK_NAME), precious);

        assertThat(troubleOf(file())).isEqualTo(SkipTrouble.Kind.UNREADABLE);
        assertThat(precious).hasContent("precious");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsTold() throws Exception {
        Path noDirectory = Files.createFile(temp.resolve("file"));

        assertThat(troubleOf(in(noDirectory.resolve("evidence")))).isEqualTo(SkipTrouble.Kind.UNREADABLE);
        assertThat(troubleOf(in(noDirectory))).isEqualTo(SkipTrouble.Kind.UNREADABLE);
    }

    @Test
    void whereTheStateCannotBeReplacedItStays() throws Exception {
        SkipFile file = file();
        stall(file);
        byte[] before = Files.readAllBytes(file.file());
        // Nobody can make a file of this name, not even root.
        Files.createDirectories(temp.resolve(SkipFile.NEXT_NAME).resolve("full"));

        assertThat(troubleOf(file)).isEqualTo(SkipTrouble.Kind.UNWRITABLE);
        assertThat(file.file()).hasBinaryContent(before);
    }

    private SkipTrouble.Kind troubleOf(SkipFile file) {
        List<SkipTrouble.Kind> kind = new ArrayList<>();
        assertThatExceptionOfType(SkipStateException.class)
                .isThrownBy(() -> stall(file))
                .satisfies(thrown -> kind.add(thrown.trouble().kind()));
        return kind.get(0);
    }

    @Test
    void whatAKilledHostLeftBehindIsReplaced() throws Exception {
        Files.writeString(temp.resolve(SkipFile.NEXT_NAME), "half of a li");
        Files.createFile(temp.resolve(SkipFile.LOCK_NAME));
        SkipFile file = file();
        stall(file);

        assertThat(stalls(file.look(KIND))).isEqualTo(1);
        assertThat(names()).containsExactly(SkipFile.LOCK_NAME, SkipFile.FILE_NAME);
    }

    @Test
    void anInterruptIsKeptAndTheChangeIsMade() throws Exception {
        SkipFile file = file();
        Thread.currentThread().interrupt();
        stall(file);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stalls(file.look(KIND))).isEqualTo(1);
    }

    @Test
    void interruptsAtAnyMomentNeitherBreakTheFileNorLoseAChange() throws Exception {
        SkipFile file = file();
        CountDownLatch over = new CountDownLatch(1);
        FutureTask<Integer> changes = new FutureTask<>(() -> {
            for (int i = 0; i < 300; i++) {
                stall(file);
            }
            over.countDown();
            return stalls(file.look(KIND));
        });
        Thread worker = new Thread(changes);
        worker.start();
        while (!over.await(100, TimeUnit.MICROSECONDS)) {
            worker.interrupt();
        }

        assertThat(changes.get(1, TimeUnit.MINUTES)).isEqualTo(300);
        worker.join();
        assertThat(troubles).isEmpty();
    }

    @Test
    void watchdogsOfOneHostExcludeEachOther() throws Exception {
        List<FutureTask<Void>> tasks = new ArrayList<>();
        Path otherName = Files.createSymbolicLink(temp.resolve("same"), Files.createDirectory(temp.resolve("real")));
        for (int i = 0; i < 4; i++) {
            SkipFile own = in(i % 2 == 0 ? temp.resolve("real") : otherName);
            tasks.add(new FutureTask<>(() -> {
                for (int j = 0; j < 50; j++) {
                    stall(own);
                }
                return null;
            }));
        }
        List<Thread> threads = tasks.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        for (FutureTask<Void> task : tasks) {
            task.get(1, TimeUnit.MINUTES);
        }

        assertThat(stalls(in(temp.resolve("real")).look(KIND))).isEqualTo(200);
        assertThat(troubles).isEmpty();
    }
}
