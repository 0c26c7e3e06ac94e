package org.wideberth.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.wideberth.record.Ed25519Key;
import org.wideberth.record.Hash;
import org.wideberth.record.NoteKey;
import org.wideberth.record.Origin;
import org.wideberth.record.SealKey;
import org.wideberth.record.SignatureType;

/// Who a party is in one epoch: everything on its card that does not move with its machines.
/// Immutable.
///
/// @param origin theatre, party and epoch; the name of its log
/// @param log signs checkpoints, cards and holding notes; named as the origin
/// @param witness cosigns peers' checkpoints; named [#witnessName]
/// @param seal bodies are sealed to it when they leave the direct link
/// @param tls SHA-256 of the SubjectPublicKeyInfo that the node shows on the peer link
/// @param recovery SHA-256 of the Ed25519 public key whose secret is kept offline
public record Identity(
    Origin origin,
    DisplayName name,
    NoteKey log,
    NoteKey witness,
    SealKey seal,
    Hash tls,
    Hash recovery) {

  public Identity {
    if (!isLogKey(log, origin)
        || !isWitnessKey(witness, origin)
        || log.key().equals(witness.key())) {
      throw new IllegalArgumentException("the keys are not those of " + origin);
    }
  }

  static boolean isLogKey(NoteKey key, Origin origin) {
    return key.type() == SignatureType.NOTE && key.name().equals(origin.toString());
  }

  static boolean isWitnessKey(NoteKey key, Origin origin) {
    return key.type() == SignatureType.COSIGNATURE
        && key.name().equals(witnessName(origin.theatre(), origin.party()));
  }

  /// The name of a party's witness key: `<theatre>/<party>/witness`.
  public static String witnessName(TheatreId theatre, PartyId party) {
    return theatre + "/" + party + "/witness";
  }

  /// What stands on the card for a recovery key.
  public static Hash recoveryHash(Ed25519Key recovery) {
    return Hash.sha256(recovery.bytes());
  }

  /// The lines of the card that say who this is.
  String lines() {
    return """
    wideberth/card/v1
    theatre %s
    party %s
    name %s
    epoch %d
    log %s
    witness %s
    seal %s
    tls %s
    recovery %s
    """
        .formatted(
            origin.theatre(),
            origin.party(),
            name,
            origin.epoch(),
            log,
            witness,
            seal,
            tls,
            recovery);
  }

  /// For comparing by voice: 160 bits of SHA-256 over the identity lines, as eight groups of four
  /// letters and digits of Crockford's base 32 (no I, L, O, U).
  public String fingerprint() {
    byte[] hash = Hash.sha256(lines().getBytes(UTF_8)).bytes();
    StringBuilder groups = new StringBuilder();
    for (int digit = 0; digit < 32; digit++) {
      int bit = digit * 5;
      int window = ((hash[bit / 8] & 0xFF) << 8) | (hash[bit / 8 + 1] & 0xFF);
      groups.append(digit > 0 && digit % 4 == 0 ? "-" : "");
      groups.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt((window >> (11 - bit % 8)) & 31));
    }
    return groups.toString();
  }
}
