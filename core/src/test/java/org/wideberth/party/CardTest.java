package org.wideberth.party;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wideberth.record.Genesis;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;
import org.wideberth.record.Note;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

class CardTest {
  private final PartyKeys keys = keys(1);
  private final Card card = card(keys, "Amber air desk", List.of("wss://node.example:4433"));

  private static PartyKeys keys(int seed) {
    return PartyKeys.ofSeeds(
        new Origin(new TheatreId("valley"), new PartyId("amber"), 1),
        bytes(seed),
        bytes(seed + 1),
        bytes(seed + 2));
  }

  private static byte[] bytes(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static Card card(PartyKeys keys, String name, List<String> addresses) {
    return Card.sign(
        keys.identity(new DisplayName(name), Hash.of(bytes(8)), Hash.of(bytes(9))),
        addresses.stream().map(text -> PeerAddress.parse(text).orThrow()).toList(),
        keys.log());
  }

  @Test
  void aCardIsTheLinesOfTheFormatAndIsReadBack() {
    assertThat(card.text().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly(
            "wideberth/card/v1",
            "theatre",
            "party",
            "name",
            "epoch",
            "log",
            "witness",
            "seal",
            "tls",
            "recovery",
            "address",
            "",
            "—");
    assertThat(Card.parse(card.text())).isEqualTo(Outcome.accept(card));
    assertThat(card.identity().witness().name()).isEqualTo("valley/amber/witness");
    assertThat(card.identity().log().name()).isEqualTo("valley/amber/1");
  }

  @Test
  void theFingerprintIsOfEverythingButTheAddresses() {
    assertThat(card.fingerprint()).matches("([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}");
    assertThat(card(keys, "Amber air desk", List.of()).fingerprint()).isEqualTo(card.fingerprint());
    assertThat(card(keys, "Amber air desc", List.of()).fingerprint())
        .isNotEqualTo(card.fingerprint());
    assertThat(card(keys(2), "Amber air desk", List.of()).fingerprint())
        .isNotEqualTo(card.fingerprint());
  }

  @Test
  void aChangedCardIsRefusedAndNeverThrows() {
    byte[] text = card.text().getBytes(UTF_8);
    Random random = new Random(12);
    for (int i = 0; i < 6_000; i++) {
      byte[] changed = text.clone();
      changed[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(Card.parse(new String(changed, UTF_8)))
          .as("round %d of seed 12", i)
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void aCardSignedByAnotherKeyOrByTwoIsRefused() {
    String text = card.text().substring(0, card.text().lastIndexOf("\n— ")).concat("");
    String byAnother = Note.sign(text, keys(5).log()).toString();
    assertThat(Card.parse(byAnother)).isInstanceOf(Outcome.Refused.class);
    String line = byAnother.substring(byAnother.lastIndexOf("— "));
    assertThat(Card.parse(card.text() + line)).isInstanceOf(Outcome.Refused.class);
    assertThat(Card.parse(Note.sign(text, keys.log()).toString())).isEqualTo(Outcome.accept(card));
  }

  @Test
  void sixteenAddressesFitOnACardAndSeventeenDoNot() {
    List<String> addresses = new ArrayList<>();
    for (int port = 1; port <= Limits.CARD_ADDRESSES_MAX; port++) {
      addresses.add("wss://[2001:db8::1]:" + port);
    }
    Card full = card(keys, "a", addresses);
    assertThat(full.addresses()).hasSize(Limits.CARD_ADDRESSES_MAX);
    String text = full.text().substring(0, full.text().lastIndexOf("\n— "));
    String over = Note.sign(text + "address wss://a:1\n", keys.log()).toString();
    assertThat(Card.parse(over)).isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Amber", "Désk 7", "a", "琥珀"})
  void aDisplayNameIsVisibleText(String name) {
    assertThat(DisplayName.parse(name)).isInstanceOf(Outcome.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " a", "a ", "a\nb", "a\tb", "a\u202eb", "a\u200bb", "\ud800", "\ue000"})
  void whatCannotBeSeenIsNoDisplayName(String name) {
    assertThat(DisplayName.parse(name)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aDisplayNameHasAtMostSixtyFourCharacters() {
    assertThat(DisplayName.parse("n".repeat(64))).isInstanceOf(Outcome.Accepted.class);
    assertThat(DisplayName.parse("n".repeat(65))).isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "1a",
        "-a",
        "a_b",
        "a b",
        "é",
        "a/b",
        "a234567890123456789012345678901234"
      })
  void whatIsNotAnIdIsRefused(String text) {
    assertThat(PartyId.parse(text)).isInstanceOf(Outcome.Refused.class);
    assertThat(TheatreId.parse(text)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void anIdHasAtMostThirtyTwoCharacters() {
    assertThat(PartyId.parse("a".repeat(32))).isInstanceOf(Outcome.Accepted.class);
    assertThat(PartyId.parse("a".repeat(33))).isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://a:1",
        "wss://a",
        "wss://a:0",
        "wss://a:65536",
        "wss://a:01",
        "wss://a/b:1",
        "wss://u@a:1",
        "wss://:1",
        "wss://a:1/",
        "wss://[::1:1"
      })
  void whatIsNotAnAddressIsRefused(String text) {
    assertThat(PeerAddress.parse(text)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aGenesisBindsTheKeysOfTheCardAndIsReadBack() {
    Genesis genesis = Genesis.of(card.identity());
    assertThat(new String(genesis.toBytes(), UTF_8)).startsWith("{\"type\":\"genesis\",\"log\":\"");
    assertThat(Genesis.parse(genesis.toBytes())).isEqualTo(Outcome.accept(genesis));
  }
}
