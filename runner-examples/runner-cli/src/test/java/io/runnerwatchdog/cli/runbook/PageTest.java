package io.runnerwatchdog.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runnerwatchdog.cli.runbook.Page.Heading;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How pages are read, and how their blocks become scripts. */
class PageTest {
    @Test
    void headingsBlocksAndLinksAreFoundAndWhatIsInABlockIsNoHeading() {
        Page page =
                Page.parse("p", "# Two Words\nSee [a](b.md#c).\n\n```sh\n# no heading\nls\n```\n\n## Kök neden, (1)\n");

        assertThat(page.headings()).containsExactly(new Heading(1, "Two Words"), new Heading(2, "Kök neden, (1)"));
        assertThat(page.headings().get(1).anchor()).isEqualTo("kök-neden-1");
        assertThat(page.links()).containsExactly("b.md#c");
        assertThat(page.shell().get(0).line()).isEqualTo(4);
        assertThat(page.shell().get(0).commands()).containsExactly("ls");
    }

    @Test
    void anAnswerIsTheTextRightBehindACommandAndNoOther() {
        Page page = Page.parse("p", "```sh\na\n```\n\n```text\nA\n```\n```sh\nb\n```\nIn between.\n```text\nB\n```\n");

        assertThat(page.shell().get(0).shown()).contains("A");
        assertThat(page.shell().get(1).shown()).isEmpty();
    }

    @Test
    void aBlockInAListIsReadWithoutItsIndentation() {
        Page page = Page.parse("p", "1. Do:\n\n   ```sh\n   a \\\n     b\n   ```\n");

        assertThat(page.shell().get(0).commands()).containsExactly("a b");
    }

    @Test
    void aBlockThatDoesNotEndIsAFault() {
        assertThatThrownBy(() -> Page.parse("p", "text\n```sh\nls\n"))
                .hasMessage("p, line 2: a block that does not end");
    }

    @Test
    void linesAreScriptsOfTheirOwnUnlessOnePreparesTheNext() {
        assertThat(scripts("a\nb")).extracting(Script::text).containsExactly("a", "b");
        assertThat(scripts("export A=1\nb")).extracting(Script::text).containsExactly("export A=1\nb");
        assertThat(scripts("P=$PWD\nb")).hasSize(1);
        assertThat(scripts("A=1 b\nc")).hasSize(2);
    }

    @Test
    void aCommentAddsAnExitCodeInBothLanguages() {
        assertThat(scripts("# tutmazsa çıkış kodu 1 olur\na")).containsExactly(new Script("a", Set.of(0, 1)));
        assertThat(scripts("# ends with 1 where one fails\na")).containsExactly(new Script("a", Set.of(0, 1)));
    }

    @Test
    void whatGoesOnIsKnown() {
        assertThat(scripts("watch -n 30 x\nrunner events --follow\nrunner serve --port 4001"))
                .allMatch(Script::isEndless);
        assertThat(scripts("runner events --last 5")).noneMatch(Script::isEndless);
    }

    private static List<Script> scripts(String commands) {
        return Script.of(
                Page.parse("p", "```sh\n" + commands + "\n```\n").shell().get(0));
    }
}
