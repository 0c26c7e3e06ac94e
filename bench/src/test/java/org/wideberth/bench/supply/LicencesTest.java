package org.wideberth.bench.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicencesTest {
  private static final Path ROOT = Path.of(System.getProperty("wideberth.root"));

  private static List<Component> built() throws IOException {
    for (String bill : Licences.BILLS) {
      assumeThat(ROOT.resolve(bill)).as("the build with Maven writes it").exists();
    }
    return Licences.read(ROOT);
  }

  @Test
  void everythingInTheProgramHasALicenceThatWeCanUse() throws IOException {
    List<Component> components = built();

    assertThat(components).extracting(Component::name).contains("info.picocli:picocli", "ol");
    assertThat(components).filteredOn(each -> !each.isUsable()).isEmpty();
  }

  @Test
  void theCommittedListIsCurrent() throws IOException {
    assertThat(Files.readString(ROOT.resolve(Licences.DOCUMENT)))
        .as("run ./wideberth licences")
        .isEqualTo(Licences.document(built()));
  }

  @Test
  void aLicenceThatIsUnknownOrNotStatedCannotBeUsed() {
    assertThat(component("Made-Up-1.0").isUsable()).isFalse();
    assertThat(component("MIT AND Made-Up-1.0").isUsable()).isFalse();
    assertThat(component("(MIT AND (ISC OR Made-Up-1.0))").isUsable()).isFalse();
    assertThat(component().isUsable()).isFalse();
    assertThat(component().words()).isEqualTo("none stated");
  }

  @Test
  void ofSeveralLicencesAnyOneWillDo() {
    assertThat(component("EPL-2.0", "Apache-2.0").isUsable()).isTrue();
    assertThat(component("Made-Up-1.0 OR MIT").isUsable()).isTrue();
    assertThat(component("(MIT AND Zlib)").isUsable()).isTrue();
  }

  private static Component component(String... licences) {
    return new Component("some:thing", "1", List.of(licences));
  }
}
