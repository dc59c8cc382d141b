package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.fixture.NoResidue;
import io.runnerwatchdog.fixture.Sh;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that are not what their names say, put where the socket is looked for. */
@Tag("process")
@ExtendWith(NoResidue.class)
class JvmAttachFilesTest extends FakeJvmCase {
    @Test
    void whatIsNoSocketOrOfNobodyIsNotTouched() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        Files.writeString(jvm.socket(), "no socket");

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();

        assertThat(jvm.socket()).hasContent("no socket");
        assertThat(jvm.signals).hasValue(0);
    }

    @Test
    void theSocketOfAnotherProcessIsNotAsked() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        jvm.open(1);
        jvm.write(
                "net/unix",
                "Num       RefCount Protocol Flags    Type St Inode Path\n"
                        + "0000000000000000: 00000002 00000000 00010000 0001 01 4711 /tmp/.java_pid7.tmp\n");

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();
        assertThat(jvm.signals).hasValue(0);

        Path descriptors = Files.createDirectories(directory.resolve("proc/" + FakeJvm.PID + "/fd"));
        Files.createSymbolicLink(descriptors.resolve("5"), Path.of("socket:[4711]"));
        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isPresent();
    }

    @Test
    void aTemporaryDirectoryThatIsALinkLeadsNowhere() throws Exception {
        jvm = new FakeJvm(directory, ANSWERS);
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.delete(jvm.temporary());
        Files.createSymbolicLink(jvm.temporary(), elsewhere);

        assertThat(jvm.attach().threadDump(FakeJvm.PID, Sh.PATIENCE)).isEmpty();

        assertThat(jvm.signals).hasValue(0);
        assertThat(elsewhere).isEmptyDirectory();
    }
}
