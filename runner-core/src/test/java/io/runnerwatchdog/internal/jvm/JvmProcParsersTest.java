package io.runnerwatchdog.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.linux.StatusParser;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the kernel says of a process and its mounts. */
class JvmProcParsersTest {
    private static final String STATUS = "Name:\tjava\nNSpid:\t4711\t%s\nSigIgn:\t0000000000000002\nSigCgt:\t%s\n";
    private static final String MOUNT = "36 35 98:0 /mnt1 %s rw,noatime master:1 - %s /dev/root rw,errors=continue\n";

    @Example
    void aHandlerForSigquitIsTheThirdBit() {
        assertThat(StatusParser.catches(STATUS.formatted("7", "2000000181005ccf"), 3))
                .isTrue();
        assertThat(StatusParser.catches(STATUS.formatted("7", "0000000000000004"), 3))
                .isTrue();
        assertThat(StatusParser.catches(STATUS.formatted("7", "fffffffffffffffb"), 3))
                .isFalse();
        assertThat(StatusParser.catches("", 3)).isFalse();
    }

    @Example
    void theInnermostNumberIsTheLast() {
        assertThat(StatusParser.innermostPid(STATUS.formatted("7", "0"))).hasValue(7);
        assertThat(StatusParser.innermostPid("NSpid:\t4711\n")).hasValue(4711);
        assertThat(StatusParser.innermostPid("Name:\tjava\n")).isEmpty();
    }

    @Example
    void temporaryFilesAreLocalIfAllOnTheWayIs() {
        assertThat(TemporaryMountParser.isLocal(MOUNT.formatted("/", "overlay")))
                .isTrue();
        assertThat(TemporaryMountParser.isLocal(MOUNT.formatted("/", "ext4") + MOUNT.formatted("/tmp", "tmpfs")))
                .isTrue();
        assertThat(TemporaryMountParser.isLocal(MOUNT.formatted("/", "ext4") + MOUNT.formatted("/home", "nfs4")))
                .isTrue();
    }

    @Example
    void temporaryFilesAreNotLocalOnANetworkOrInUserSpaceOrUnderIt() {
        for (String type : new String[] {"nfs", "nfs4", "cifs", "fuse", "fuse.sshfs", "9p", "autofs", "unheard-of"}) {
            assertThat(TemporaryMountParser.isLocal(MOUNT.formatted("/", "ext4") + MOUNT.formatted("/tmp", type)))
                    .isFalse();
            assertThat(TemporaryMountParser.isLocal(MOUNT.formatted("/", type) + MOUNT.formatted("/tmp", "tmpfs")))
                    .isFalse();
        }
        assertThat(TemporaryMountParser.isLocal("")).isFalse();
        assertThat(TemporaryMountParser.isLocal(MOUNT.formatted("/home", "ext4")))
                .isFalse();
    }

    @Property(tries = 500)
    void noTextBreaksAParser(@ForAll String text) {
        StatusParser.catches("SigCgt:\t" + text, 3);
        StatusParser.innermostPid("NSpid:\t" + text);
        TemporaryMountParser.isLocal(text);
        TemporaryMountParser.isLocal(MOUNT.formatted("/", text));
    }
}
