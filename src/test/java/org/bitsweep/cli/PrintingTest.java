package org.bitsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintingTest {
    @Test
    void aTableAlignsTheFirstColumnToTheLeftAndTheOthersToTheRight() {
        TextTable table = new TextTable("name", "n");
        table.add(List.of("a", "1"));
        table.add(List.of("longer", "1000"));
        assertThat(table.render().lines())
                .containsExactly("name   │    n", "───────┼─────", "a      │    1", "longer │ 1000");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"/a/b-c_1.x, /a/b-c_1.x", "/with space, '/with space'", "it's, 'it'\\''s'", "a;b, 'a;b'"})
    void aPathIsQuotedWhereAShellWouldTakeItApart(String path, String quoted) {
        assertThat(Quoting.shell(path)).isEqualTo(quoted);
    }

    @Test
    void aTableThatIsTooWideBecomesBlocks() {
        TextTable table = new TextTable("name", "accuracy");
        table.add(List.of("first", "12.5 %"));
        table.add(List.of("second", "7 %"));

        assertThat(table.render(17)).isEqualTo(table.render());
        assertThat(table.render(16)).isEqualTo("name      first\naccuracy  12.5 %\n\nname      second\naccuracy  7 %");
    }
}
