package org.wideberth.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.PeerAddress;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

final class KeyFilesTest {
  private static final Origin AMBER = new Origin(new TheatreId("valley"), new PartyId("amber"), 1);
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir Path directory;

  @Test
  void what_was_made_is_what_is_loaded() throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve("a/b"));
    KeyFiles.Made made = make(data);
    KeyFiles.LocalParty loaded = KeyFiles.load(data);

    assertThat(loaded.card()).isEqualTo(made.party().card());
    assertThat(loaded.apiToken()).isEqualTo(made.party().apiToken()).hasSize(43);
    assertThat(loaded.tls().pin()).isEqualTo(loaded.card().identity().tls());
    assertThat(loaded.keys().log().key()).isEqualTo(loaded.card().identity().log());
    assertThat(Card.parse(loaded.card().text()).orThrow()).isEqualTo(loaded.card());
    assertThat(loaded.card().addresses()).containsExactly(new PeerAddress("127.0.0.1", 7000));
  }

  @Test
  void every_file_is_for_the_owner_only_and_none_has_the_recovery_key() throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve("amber"));
    KeyFiles.Made made = make(data);

    assertThat(made.recovery().text()).matches("([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}");
    assertThat(made.recovery().hash()).isEqualTo(made.party().card().identity().recovery());
    assertThat(Files.getPosixFilePermissions(data.path()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Stream<Path> files = Files.list(data.path())) {
      for (Path file : files.toList()) {
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(file)).doesNotContain(made.recovery().text());
      }
    }
    assertThat(made.toString()).doesNotContain(made.recovery().text());
    assertThat(made.toString()).doesNotContain(made.party().apiToken());
  }

  @Test
  void keys_are_never_overwritten() throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve("amber"));
    make(data);

    assertThatThrownBy(() -> make(data)).hasMessageContaining("never overwritten");
  }

  @Test
  void keys_of_another_party_a_damaged_key_and_a_missing_one_are_noticed() throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve("amber"));
    DataDirectory other = DataDirectory.make(directory.resolve("other"));
    make(data);
    make(other);
    Path key = data.path().resolve("witness.key");

    Files.write(key, Files.readAllBytes(other.path().resolve("witness.key")));
    assertThatThrownBy(() -> KeyFiles.load(data)).hasMessageContaining("not those of its card");
    Files.writeString(key, "wideberth/witness-key/v1 AAAA");
    assertThatThrownBy(() -> KeyFiles.load(data)).hasMessageContaining("damaged");
    Files.delete(key);
    assertThatThrownBy(() -> KeyFiles.load(data)).hasMessageContaining("witness.key is missing");
  }

  @Test
  void other_addresses_make_another_card_of_the_same_identity() throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve("amber"));
    Card before = make(data).party().card();
    Card after = KeyFiles.changeAddresses(data, List.of(new PeerAddress("amber.example", 443)));

    assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
    assertThat(KeyFiles.load(data).card()).isEqualTo(after).isNotEqualTo(before);
  }

  @Test
  void a_data_directory_that_others_can_look_into_is_refused() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> DataDirectory.make(open)).hasMessageContaining("chmod go-rwx");
    assertThatThrownBy(() -> DataDirectory.open(directory.resolve("none")))
        .hasMessageContaining("no data directory");
    assertThat(DataDirectory.usual(new PartyId("amber")))
        .endsWithRaw(Path.of(".wideberth", "amber"));
  }

  @Test
  void a_recovery_key_is_written_the_same_way_for_ever() {
    byte[] seed = new byte[32];
    seed[0] = (byte) 0x80;
    RecoveryKey key = RecoveryKey.ofSeed(seed);

    assertThat(key.text()).startsWith("G000-0000-");
    assertThat(key.hash()).isNotEqualTo(Hash.sha256(seed));
  }

  private static KeyFiles.Made make(DataDirectory data) throws IOException {
    return KeyFiles.make(
        data,
        AMBER,
        new DisplayName("Amber Force"),
        List.of(new PeerAddress("127.0.0.1", 7000)),
        new SecureRandom(),
        NOW);
  }
}
