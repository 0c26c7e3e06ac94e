package org.wideberth.party;

import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.SealSecret;
import org.wideberth.record.SignatureType;

/// The secrets that a party's node works with in one epoch. The TLS key is the node's own
/// business, the recovery key is not here at all. Immutable, thread-safe.
///
/// @param log signs checkpoints, cards and holding notes
/// @param witness cosigns
/// @param seal opens what was sealed to the party
public record PartyKeys(Origin origin, NoteSigner log, NoteSigner witness, SealSecret seal) {

  /// Makes the keys from three times 32 bytes of randomness.
  public static PartyKeys ofSeeds(
      Origin origin, byte[] logSeed, byte[] witnessSeed, byte[] sealSeed) {
    return new PartyKeys(
        origin,
        new NoteSigner(origin.toString(), SignatureType.NOTE, Ed25519Signer.ofSeed(logSeed)),
        new NoteSigner(
            Identity.witnessName(origin.theatre(), origin.party()),
            SignatureType.COSIGNATURE,
            Ed25519Signer.ofSeed(witnessSeed)),
        SealSecret.ofSeed(sealSeed));
  }

  /// The public side.
  public Identity identity(DisplayName name, Hash tls, Hash recovery) {
    return new Identity(origin, name, log.key(), witness.key(), seal.publicKey(), tls, recovery);
  }
}
