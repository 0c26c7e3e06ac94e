package org.wideberth.record;

import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;

/// A body sealed to one recipient, for carrying over anything but the direct link: HPKE over
/// salt ‖ bytes, info `wideberth/body/v1`, bound to the leaf hash of its entry. Immutable.
///
/// @param to the recipient
/// @param encapsulation base64 of the encapsulated key
/// @param cipher base64 of the sealed body
public record Sealed(PartyId to, String encapsulation, String cipher) {
  private static final int CIPHER_BYTES_MAX = Limits.OPERATION_BODY_BYTES_MAX + Salt.BYTES + 16;

  public Sealed {
    Base64Text.decode(encapsulation, SealKey.BYTES).orThrow();
    Base64Text.decode(cipher, CIPHER_BYTES_MAX).orThrow();
  }

  /// Seals a body for `to`.
  ///
  /// @param leaf the leaf hash of the entry that commits to the body
  /// @param entropy 32 bytes of randomness, never used twice
  public static Sealed seal(PartyId to, SealKey recipient, Hash leaf, Body body, byte[] entropy) {
    return SealSecret.seal(to, recipient, leaf, body, entropy);
  }

  /// Reads the JSON form, inside [Json#read].
  public static Sealed from(JsonObject object) {
    PartyId to = object.required("to").as(PartyId::parse);
    byte[] encapsulation = object.required("enc").asBase64(SealKey.BYTES);
    byte[] cipher = object.required("ct").asBase64(CIPHER_BYTES_MAX);
    return new Sealed(to, Base64Text.encode(encapsulation), Base64Text.encode(cipher));
  }

  public static Outcome<Sealed> parse(byte[] json) {
    return Json.read(json, 2 * CIPHER_BYTES_MAX, Sealed::from);
  }

  /// Writes the members of the JSON form.
  public void writeTo(JsonWriter out) {
    out.put("to", to.text()).put("enc", encapsulation).put("ct", cipher);
  }

  byte[] encapsulationBytes() {
    return Base64Text.decode(encapsulation, SealKey.BYTES).orThrow();
  }

  byte[] cipherBytes() {
    return Base64Text.decode(cipher, CIPHER_BYTES_MAX).orThrow();
  }
}
