package io.runnerwatchdog.internal.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.cgroup.MountInfoParser.Mount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The kernel's texts about groups as they are, and texts that are none. */
class CgroupParsersTest {
    private static final String HYBRID = "5:memory:/user\n1:name=systemd:/user.slice\n0::/user.slice/a b\n";

    @Example
    void theGroupOfAProcess() {
        assertThat(CgroupParser.ownGroup(HYBRID)).hasValue("/user.slice/a b");
        assertThat(CgroupParser.ownGroup("0::/\n")).hasValue("/");
        assertThat(CgroupParser.ownGroup("0::/a\rb\n"))
                .as("not escaped by the kernel")
                .hasValue("/a\rb");
        assertThat(CgroupParser.ownGroup("10::/x\n5:memory:0::/y\n0::x\n")).isEmpty();
    }

    @Example
    void mountsOfTheOtherKindsArePassedOver() {
        String text = "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
                + "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                + "36 31 0:33 / /cgroup2 rw - ext4 cgroup2 rw\n"
                + "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n";

        assertThat(MountInfoParser.parse(text)).containsExactly(new Mount("/", "/sys/fs/cgroup/unified"));
    }

    @Example
    void optionalFieldsMayBeManyOrNone() {
        String none = "41 31 0:38 /docker/x /sys/fs/cgroup ro - cgroup2 cgroup rw\n";
        String many = "41 31 0:38 /docker/x /sys/fs/cgroup ro shared:1 master:2 - cgroup2 cgroup rw\n";

        assertThat(MountInfoParser.parse(none + many))
                .containsExactly(new Mount("/docker/x", "/sys/fs/cgroup"), new Mount("/docker/x", "/sys/fs/cgroup"));
    }

    @Example
    void escapesInPathsAreUndone() {
        String text = "41 31 0:38 /a\\040b /m\\011n\\012o\\134040\\043$1 rw - cgroup2 cgroup2 rw\n";

        assertThat(MountInfoParser.parse(text)).containsExactly(new Mount("/a b", "/m\tn\no\\040#$1"));
        assertThat(MountInfoParser.parse("41 31 0:38 / /a\\777\\9\\04 rw - cgroup2 x rw"))
                .as("what is no escape stays")
                .containsExactly(new Mount("/", "/a\\777\\9\\04"));
    }

    @Example
    void aLineThatIsCutIsNoMount() {
        String whole = "41 31 0:38 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw";
        for (int length = 0; length < whole.indexOf("cgroup2") + "cgroup2".length(); length++) {
            assertThat(MountInfoParser.parse(whole.substring(0, length))).isEmpty();
        }
    }

    @Example
    void aGroupIsSeenBelowTheRootOfItsMount() {
        assertThat(new Mount("/", "/m").below("/")).hasValue("");
        assertThat(new Mount("/", "/m").below("/a/b")).hasValue("a/b");
        assertThat(new Mount("/a", "/m").below("/a")).hasValue("");
        assertThat(new Mount("/a", "/m").below("/a/b")).hasValue("b");
        assertThat(new Mount("/..", "/m").below("/../b")).hasValue("b");
    }

    @Example
    void aGroupElsewhereIsNotSeen() {
        assertThat(new Mount("/a", "/m").below("/ab")).isEmpty();
        assertThat(new Mount("/a", "/m").below("/")).isEmpty();
        assertThat(new Mount("/", "/m").below("/../x"))
                .as("outside of the namespace")
                .isEmpty();
        assertThat(new Mount("/a", "/m").below("/a/../x")).isEmpty();
        assertThat(new Mount("/", "/m").below("/x..y/..z")).hasValue("x..y/..z");
    }

    @Example
    void processesOfAGroup() {
        assertThat(CgroupParser.pids("4711\n1\n")).containsExactly(4711L, 1L);
        assertThat(CgroupParser.pids("0\n0\n12\n"))
                .as("processes that cannot be seen from here are 0")
                .containsExactly(12L);
        assertThat(CgroupParser.pids("")).isEmpty();
        assertThat(CgroupParser.pids("-4\n4 5\nx\n99999999999999999999\n٣\n")).isEmpty();
    }

    @Example
    void whatHappenedToAGroup() {
        assertThat(CgroupParser.event("populated 1\nfrozen 0\n", "populated")).hasValue(true);
        assertThat(CgroupParser.event("populated 1\nfrozen 0\n", "frozen")).hasValue(false);
        assertThat(CgroupParser.event("frozen 0\n", "populated")).isEmpty();
        assertThat(CgroupParser.event("populatedly 1\n", "populated")).isEmpty();
    }

    @Example
    void controllers() {
        assertThat(CgroupParser.controllers("cpu memory pids\n")).containsExactly("cpu", "memory", "pids");
        assertThat(CgroupParser.controllers("\n")).isEmpty();
        assertThat(CgroupParser.controllers("")).isEmpty();
    }

    @Property(tries = 500)
    void noTextBreaksAParser(@ForAll String text, @ForAll String other) {
        CgroupParser.ownGroup(text);
        CgroupParser.ownGroup("0::/" + text);
        CgroupParser.pids(text);
        CgroupParser.event(text, "populated");
        CgroupParser.controllers(text);
        MountInfoParser.parse(text);
        new Mount(text, other).below(other);
        new Mount(text, other).below(text + other);
    }

    @Property(tries = 500)
    void noTextOfTheRightKindBreaksAParser(@ForAll("almostMounts") String text) {
        MountInfoParser.parse(text).forEach(mount -> mount.below("/a/b"));
    }

    @Property(tries = 300)
    void aMountPointMayHoldAnything(@ForAll String name) {
        String point = "/" + name;
        String line = "41 31 0:38 / " + escaped(point) + " rw - cgroup2 cgroup2 rw\n";

        assertThat(MountInfoParser.parse(line)).containsExactly(new Mount("/", point));
    }

    @Property(tries = 300)
    void aSentenceIsOneLineWhateverIsInIt(@ForAll String path) {
        assertThat(Reasons.shown(path).lines().count()).isLessThanOrEqualTo(1);
    }

    @Provide
    Arbitrary<String> almostMounts() {
        return Arbitraries.of(" ", " ", " ", "/", "-", "cgroup2", "\\", "\\04", "\\040", "\\777", "..", "\n", "a")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    /** As the kernel does it. */
    private static String escaped(String path) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : path.toCharArray()) {
            escaped.append(" \t\n\\#".indexOf(unit) < 0 ? String.valueOf(unit) : String.format("\\%03o", (int) unit));
        }
        return escaped.toString();
    }
}
