package org.wideberth.simulator.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.Identity;
import org.wideberth.party.PartyId;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// Makes keys and cards of the parties of a run.
final class Parties {
  static final TheatreId THEATRE = new TheatreId("valley");
  private static final String[] NAMES = {"amber", "cobalt", "umber", "relief", "ivory"};

  private Parties() {}

  /// @param recovery the party's recovery key
  record Made(PartyKeys keys, Card card, Ed25519Signer recovery) {}

  static Made make(int number, Random random) {
    PartyId party = new PartyId(NAMES[number]);
    return make(new Origin(THEATRE, party, 1), Ed25519Signer.ofSeed(seed(random)), random);
  }

  static Made next(Made before, Random random) {
    Origin old = before.card().origin();
    Origin origin = new Origin(old.theatre(), old.party(), old.epoch() + 1);
    return make(origin, before.recovery(), random);
  }

  private static Made make(Origin origin, Ed25519Signer recovery, Random random) {
    PartyKeys keys = PartyKeys.ofSeeds(origin, seed(random), seed(random), seed(random));
    Identity identity =
        keys.identity(
            DisplayName.parse("Party " + origin.party()).orThrow(),
            Hash.sha256(origin.party().text().getBytes(UTF_8)),
            Identity.recoveryHash(recovery.publicKey()));
    return new Made(keys, Card.sign(identity, List.of(), keys.log()), recovery);
  }

  static byte[] seed(Random random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return seed;
  }
}
