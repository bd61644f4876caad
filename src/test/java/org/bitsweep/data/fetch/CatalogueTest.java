package org.bitsweep.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    @TempDir
    private Path folder;

    @Test
    void threeDataSetsAreShipped() {
        Catalogue catalogue = Catalogue.read(Optional.empty());

        assertThat(catalogue.names()).containsExactly("fashion-mnist", "har", "mnist");
        assertThat(catalogue.files("mnist", List.of())).hasSize(4);
        assertThat(catalogue.files("fashion-mnist", List.of())).hasSize(4);
        assertThat(catalogue.files("har", List.of()))
                .singleElement()
                .satisfies(
                        file -> assertThat(file.addresses())
                                .containsExactly(
                                        URI.create(
                                                "https://archive.ics.uci.edu/static/public/240/human+activity+recognition+using+smartphones.zip")));
    }

    @Test
    void theSumsOfMnistsTestSetAreThoseOfTheFiles() throws IOException {
        Path mnist = Path.of("../shared/data/mnist");
        assumeThat(mnist).isDirectory();

        for (RemoteFile file : Catalogue.read(Optional.empty()).files("mnist", List.of())) {
            if (file.name().startsWith("t10k")) {
                assertThat(file.checksum().fits(mnist.resolve(file.name()))).isTrue();
            }
        }
    }

    @Test
    void givenMirrorsComeFirst() {
        RemoteFile file = Catalogue.read(Optional.empty())
                .files("fashion-mnist", List.of("http://here/x"))
                .get(0);

        assertThat(file.addresses().get(0)).isEqualTo(URI.create("http://here/x/" + file.name()));
        assertThat(file.addresses()).hasSize(3);
    }

    @Test
    void aFileOfOnesOwnChangesMirrorsAndAddsDataSets() throws IOException {
        Catalogue catalogue = read("""
                mnist.mirrors = ["http://here/"]
                own { kind = csv, what = "mine", mirrors = ["http://there/a/"],
                      files { "a.csv".md5 = d41d8cd98f00b204e9800998ecf8427e } }
                """);

        assertThat(catalogue.files("mnist", List.of()).get(0).addresses()).hasSize(1);
        assertThat(catalogue.files("own", List.of()))
                .containsExactly(new RemoteFile(
                        "a.csv",
                        List.of(URI.create("http://there/a/a.csv")),
                        new Checksum("MD5", "d41d8cd98f00b204e9800998ecf8427e")));
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.read(Optional.empty()).files("cifar", List.of()))
                .withMessage("'cifar' is no data set of the catalogue, expected one of fashion-mnist, har, mnist");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.read(Optional.empty()).files("mnist", List.of("ftp://x")))
                .withMessage("the mirror 'ftp://x' is no address, expected http:// or https://");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        read("own { mirrors = [], files { a.sha256 = 12 } }").files("own", List.of()))
                .withMessage("'12' is no SHA-256 sum, expected 64 hexadecimal digits");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read("own { mirrors = [], files { \"../a\".md5 = d41d8cd98f00b204e9800998ecf8427e } }")
                                .files("own", List.of()))
                .withMessage("'../a' in the catalogue is no plain file name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("own { files { a {} } }").files("own", List.of()))
                .withMessageStartingWith("the catalogue is wrong: ");
    }

    private Catalogue read(String text) throws IOException {
        return Catalogue.read(Optional.of(Files.writeString(folder.resolve("own.conf"), text)));
    }
}
