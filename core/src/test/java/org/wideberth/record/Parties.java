package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.PeerAddress;
import org.wideberth.party.TheatreId;

/// Three parties with keys of their own, and a log of the first.
final class Parties {
  static final TheatreId THEATRE = new TheatreId("valley");

  final PartyKeys amber = keys("amber", 1);
  final PartyKeys cobalt = keys("cobalt", 2);
  final PartyKeys relief = keys("relief", 3);
  final Card amberCard = card(amber);
  final Card cobaltCard = card(cobalt);
  final Card reliefCard = card(relief);

  static PartyKeys keys(String party, int seed) {
    return PartyKeys.ofSeeds(
        new Origin(THEATRE, new PartyId(party), 1), seed(seed), seed(seed + 50), seed(seed + 100));
  }

  static byte[] seed(int number) {
    return Hash.sha256(("seed " + number).getBytes(UTF_8)).bytes();
  }

  static Card card(PartyKeys keys) {
    Hash tls = Hash.sha256((keys.origin() + " tls").getBytes(UTF_8));
    Hash recovery = Hash.sha256((keys.origin() + " recovery").getBytes(UTF_8));
    DisplayName name = new DisplayName("Désk of " + keys.origin().party());
    return Card.sign(
        keys.identity(name, tls, recovery),
        List.of(new PeerAddress("node.example", 4433)),
        keys.log());
  }

  /// An entry by amber with a body to these parties.
  Entry entry(long seq, Audience to, Body body) {
    return new Entry(
        amber.origin(),
        seq,
        Instant.ofEpochMilli(1_795_000_000_000L + seq),
        to,
        List.of(),
        body.hash());
  }

  static Body body(int number) {
    byte[] json = JsonWriter.object(out -> out.put("type", "message").put("text", "no " + number));
    return Body.of(Salt.of(seed(1_000 + number)), json).orThrow();
  }

  /// Entries 0 to count − 1, to everyone.
  List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int seq = 0; seq < count; seq++) {
      entries.add(entry(seq, Audience.everyone(), body(seq)).toBytes());
    }
    return entries;
  }

  LogCopy log(int count) {
    LogCopy log = new LogCopy(amber.origin(), amber.log().key());
    log.commit(log.extend(entries(count), amber.log()));
    return log;
  }

  SignedCheckpoint checkpoint(int count) {
    return log(count).newest().orElseThrow();
  }
}
