package io.runnerwatchdog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellLineTest {
    @Test
    void wordsLoseTheirQuotes() {
        assertThat(commands("a 'b c' \"d e\" f\\ g h'i'\"j\"")).containsExactly("a[b c][d e][f g][hij]");
        assertThat(commands("a '' \"\"")).containsExactly("a[][]");
        assertThat(commands("a \"\\$x \\\" \\\\ \\n\"")).containsExactly("a[$x \" \\ \\n]");
        assertThat(commands("$'\\x41\\102\\u0043\\n\\'\\\\' x")).containsExactly("ABC\n'\\[x]");
        assertThat(commands("a\\\nb c \\\n d")).containsExactly("ab[c][d]");
    }

    @Test
    void operatorsAndWordsOfTheShellSeparateCommands() {
        assertThat(commands("a;b&c&&d||e|f|&g\nh")).containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(commands("if a; then b; elif c; then d; else e; fi")).containsExactly("a", "b", "c", "d", "e");
        assertThat(commands("while a; do b; done; until c\ndo d\ndone")).containsExactly("a", "b", "c", "d");
        assertThat(commands("! a; { b; }; time c; time -p d; (e; (f))")).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(commands("echo if then; \"if\" x; \\do")).containsExactly("echo[if][then]", "if[x]", "do");
    }

    @Test
    void loopsAndCasesHaveWordsThatAreNoCommands() {
        assertThat(commands("for x in a $(b) c; do d; done")).containsExactly("b", "d");
        assertThat(commands("for x do a; done; for ((i=0; i<3; i++)); do b; done"))
                .containsExactly("a", "b");
        assertThat(commands("case $(a) in b|c) d;; (e) f;& *) g\n;; esac; h")).containsExactly("a", "d", "f", "g", "h");
        assertThat(commands("x=$(case a in a) b;; esac); c")).containsExactly("b", "c");
        assertThat(commands("case a in esac; b")).containsExactly("b");
    }

    @Test
    void assignmentsRedirectionsAndCommentsAreLeftOut() {
        assertThat(commands("A=1 B+=2 c[1]=3 d E=5")).containsExactly("d[E=5]");
        assertThat(commands("a=(b $(c) d); e")).containsExactly("c", "e");
        assertThat(commands("a >b 2>&1 <c >>d >|e <>f 3<&- &>g <<<h i")).containsExactly("a[i]");
        assertThat(commands("a #b c\nd#e")).containsExactly("a", "d#e");
    }

    @Test
    void substitutionsComeBeforeTheCommandThatTheyStandIn() {
        assertThat(commands("a $(b \"$(c)\") `d \\`e\\``")).containsExactly("c", "b[]", "e", "d[]", "a[][]");
        assertThat(commands("a \"x $(b) ${c:-$(d)} `e`\"")).containsExactly("b", "d", "e", "a[x   ]");
        assertThat(commands("a <(b) >(c) --x=<(d)")).containsExactly("b", "c", "d", "a[][][--x=]");
        assertThat(commands("a $((1 + (2) * $(b)))")).containsExactly("b", "a[]");
        assertThat(commands("a > >(b)")).containsExactly("b", "a");
        assertThat(commands("a '$(b)' \\$(c)")).contains("a[$(b)][$]");
    }

    @Test
    void hereDocumentsAreNoCommandsButTheirSubstitutionsAre() {
        assertThat(commands("a <<E b\nc $(d) \"\nE\ne")).containsExactly("a[b]", "d", "e");
        assertThat(commands("a <<'E'\n$(d)\nE\ne")).containsExactly("a", "e");
        assertThat(commands("a <<-E; b\n\tc\n\tE\nd")).containsExactly("a", "b", "d");
        assertThat(commands("a <<E <<F\nE\n$(b)\nF\nc")).contains("c");
    }

    @Test
    void functionsAreToldOf() {
        assertThat(ShellLine.read("f() { a; }; function g { b; }; f", "bash", 0).statements())
                .filteredOn(Statement.Definition.class::isInstance)
                .containsExactly(new Statement.Definition("f"), new Statement.Definition("g"));
        assertThat(commands("f ( ) { a; }; function g() { b; }; f x")).containsExactly("a", "b", "f[x]");
    }

    @Test
    void wordsThatAreOnlyKnownWhenTheyRunSaySo() {
        for (String word :
                List.of("$a", "\"$a\"", "${a}b", "$(b)", "`b`", "a*", "a?", "[ab]", "{a,b}", "{1..3}", "<(a)")) {
            assertThat(lastWord("x " + word).known()).as(word).isFalse();
        }
        for (String word : List.of("a", "'$a'", "\\$a", "'*'", "{}", "{a}", "[", "$", "a$", "$'a'", "~/a", "a[")) {
            assertThat(lastWord("x " + word).known()).as(word).isTrue();
        }
    }

    @Test
    void whatAShellWouldFindWrongIsReadAsFarAsItGoes() {
        assertThat(commands("a; 'b")).containsExactly("a", "b");
        assertThat(commands("a $(b")).containsExactly("b", "a[]");
        assertThat(commands("a ) b } c")).containsExactly("a", "b[}][c]");
        assertThat(commands("a `b")).containsExactly("b", "a[]");
        assertThat(commands(";;& | ) a")).containsExactly("a");
        assertThat(commands("")).isEmpty();
    }

    private static Word lastWord(String line) {
        List<Statement> statements = ShellLine.read(line, "bash", 0).statements();
        List<Word> words = ((Statement.Simple) statements.get(statements.size() - 1)).words();
        return words.get(words.size() - 1);
    }

    /** The program, then each argument in brackets. */
    private static List<String> commands(String line) {
        return ShellLine.read(line, "bash", 0).statements().stream()
                .filter(Statement.Simple.class::isInstance)
                .map(statement -> shown(((Statement.Simple) statement).words()))
                .toList();
    }

    private static String shown(List<Word> words) {
        StringBuilder shown = new StringBuilder(words.get(0).text());
        words.subList(1, words.size())
                .forEach(word -> shown.append('[').append(word.text()).append(']'));
        return shown.toString();
    }
}
