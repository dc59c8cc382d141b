package io.runnerwatchdog.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerwatchdog.internal.process.Cookie.Owner;
import io.runnerwatchdog.observe.ProcessIdentity;
import io.runnerwatchdog.run.RunId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a cookie says of its owner, whoever wrote it. */
class OwnerTest {
    private static final ProcessIdentity HOST = new ProcessIdentity(4711, 99);

    @Example
    void whatACookieSaysIsUnderstood() {
        Owner owner = Owner.of(HOST, Optional.of(Path.of("evidence")), "pid:[1]");

        assertThat(Owner.parse(Cookie.random(new SecureRandom(), owner).value()))
                .contains(owner);
    }

    @Example
    void thePlaceIsTheSameHoweverItIsWrittenAndTheNumberingBelongsToIt() {
        Owner owner = Owner.of(HOST, Optional.of(Path.of("evidence")), "pid:[1]");

        assertThat(Owner.of(HOST, Optional.of(Path.of("x/../evidence").toAbsolutePath()), "pid:[1]"))
                .isEqualTo(owner);
        assertThat(Owner.of(HOST, Optional.of(Path.of("other")), "pid:[1]")).isNotEqualTo(owner);
        assertThat(Owner.of(HOST, Optional.of(Path.of("evidence")), "pid:[2]")).isNotEqualTo(owner);
        assertThat(owner.place()).doesNotContain("evidence");
    }

    @Example
    void withoutAPlaceThereIsNone() {
        assertThat(Owner.of(HOST, Optional.empty(), "pid:[1]").place()).isEmpty();
    }

    @Example
    void twoWatchdogsAndTwoRunsHaveCookiesOfTheirOwn() {
        SecureRandom random = new SecureRandom();
        Owner owner = Owner.of(HOST, Optional.empty(), "");
        Cookie one = Cookie.random(random, owner);
        Cookie other = Cookie.random(random, owner);
        RunId run = RunId.random(random);

        assertThat(one.prefix()).isNotEqualTo(other.prefix()).startsWith(Cookie.PREFIX);
        assertThat(one.name(run)).startsWith(one.prefix()).isNotEqualTo(one.name(RunId.random(random)));
    }

    @Property
    void anyTextIsAnOwnerOrNone(@ForAll String text) {
        Owner.parse(text).ifPresent(owner -> assertThat(owner.host().pid()).isPositive());
    }
}
