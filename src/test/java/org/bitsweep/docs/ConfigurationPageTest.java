package org.bitsweep.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bitsweep.run.Configuration;
import org.bitsweep.run.SpecReader;
import org.junit.jupiter.api.Test;

/** docs/configuration.md; {@code mvn test -Dtest=ConfigurationPageTest -Dbitsweep.write-pages=true} writes it anew. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    @Test
    void thePageIsWhatReferenceConfMakesOfIt() throws IOException {
        String made = ConfigurationPage.text();
        if (Boolean.getBoolean("bitsweep.write-pages")) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }

    @Test
    void everySettingIsOnThePageOnce() throws IOException {
        TreeSet<String> settings = new TreeSet<>();
        collect(
                "",
                ConfigFactory.parseFile(ConfigurationPage.REFERENCE.toFile()).root(),
                settings);
        settings.remove("axes");
        List<String> documented = rows().stream()
                .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row[0]).results())
                .map(match -> match.group(1))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void everySettingSaysWhatItMeans() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row[2]).as(row[0]).isNotBlank());
    }

    @Test
    void theDefaultsMakeARun() {
        assertThatCode(() -> SpecReader.read(Configuration.parse("").settings()))
                .doesNotThrowAnyException();
    }

    /** Setting, default and meaning of each row. */
    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.length() - 2).split(" (?<!\\\\)\\| ", -1))
                .toList();
    }

    private static void collect(String path, ConfigObject object, TreeSet<String> settings) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String child = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue() instanceof ConfigObject nested && !nested.isEmpty()) {
                collect(child, nested, settings);
            } else {
                settings.add(child);
            }
        }
    }
}
