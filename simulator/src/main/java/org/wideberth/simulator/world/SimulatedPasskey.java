package org.wideberth.simulator.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.wideberth.people.Assertion;
import org.wideberth.people.Passkey;
import org.wideberth.people.RosterBody;
import org.wideberth.people.Site;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;

/// An authenticator whose user is always present and verified (WebAuthn Level 2 §6.1): it signs
/// with EdDSA what a browser would have it sign.
final class SimulatedPasskey {
  private static final int PRESENT_AND_VERIFIED = 0x05;
  private static final int EDDSA = -8;

  private final Ed25519Signer signer;

  /// The same name gives the same passkey.
  SimulatedPasskey(String name) {
    this.signer = Ed25519Signer.ofSeed(Hash.sha256(name.getBytes(UTF_8)).bytes());
  }

  Passkey key() {
    return Passkey.of(EDDSA, signer.publicKey().bytes()).orThrow();
  }

  RosterBody.Credential credential() {
    return new RosterBody.Credential(Hash.sha256(signer.publicKey().bytes()).bytes());
  }

  Assertion sign(Site site, Hash challenge) {
    byte[] host = Hash.sha256(site.rpId().getBytes(UTF_8)).bytes();
    byte[] authenticator =
        ByteBuffer.allocate(host.length + 1 + Integer.BYTES)
            .put(host)
            .put((byte) PRESENT_AND_VERIFIED)
            .array();
    byte[] client =
        "{\"type\":\"webauthn.get\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
            .formatted(
                Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.bytes()),
                site.origin())
            .getBytes(UTF_8);
    byte[] clientHash = Hash.sha256(client).bytes();
    byte[] signed =
        ByteBuffer.allocate(authenticator.length + clientHash.length)
            .put(authenticator)
            .put(clientHash)
            .array();
    return new Assertion(authenticator, client, signer.sign(signed));
  }
}
