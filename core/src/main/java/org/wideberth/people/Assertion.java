package org.wideberth.people;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;

/// What an authenticator answers to a challenge (WebAuthn Level 3 §5.2.2), before it is looked at.
/// The one verifier of it is here: for sign-in, for what the own node takes and for what peers say.
/// Immutable.
public final class Assertion {
  /// The authenticator data of an assertion: 37 bytes, and extensions that nobody here asks for.
  public static final int AUTHENTICATOR_BYTES_MAX = 512;

  /// The client data as browsers write it take 150 to 400 bytes.
  public static final int CLIENT_BYTES_MAX = 2_048;

  private static final int HEAD_BYTES = 37;
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int ATTESTED = 0x40;
  private static final int EXTENDED = 0x80;

  private final byte[] authenticator;
  private final byte[] client;
  private final byte[] signature;

  /// @param authenticator the authenticator data
  /// @param client the client data, JSON as the browser wrote it
  public Assertion(byte[] authenticator, byte[] client, byte[] signature) {
    this.authenticator = authenticator.clone();
    this.client = client.clone();
    this.signature = signature.clone();
  }

  static Assertion read(JsonObject from) {
    return new Assertion(
        from.required("authenticator").asBase64(AUTHENTICATOR_BYTES_MAX),
        from.required("client").asBase64(CLIENT_BYTES_MAX),
        from.required("signature").asBase64(DerSignature.BYTES_MAX));
  }

  void write(JsonWriter out) {
    out.put("authenticator", authenticator).put("client", client).put("signature", signature);
  }

  /// Why it does not prove that the holder of the key, verified by the authenticator, answered that
  /// challenge on that site; empty if it does. The signature counter is not looked at: passkeys
  /// that are synchronised have none.
  public Optional<String> problem(Passkey key, Site site, Hash challenge) {
    Optional<String> words =
        clientProblem(client, "webauthn.get", site, challenge)
            .or(() -> authenticatorProblem(authenticator, site));
    if (words.isPresent()) {
      return words;
    }
    if ((authenticator[32] & ATTESTED) != 0) {
      return Optional.of("the authenticator data are of an enrolment");
    }
    if ((authenticator[32] & EXTENDED) == 0 && authenticator.length != HEAD_BYTES) {
      return Optional.of("the authenticator data have bytes behind them");
    }
    byte[] signed = Arrays.copyOf(authenticator, authenticator.length + Hash.BYTES);
    System.arraycopy(Hash.sha256(client).bytes(), 0, signed, authenticator.length, Hash.BYTES);
    return key.verify(signed, signature)
        ? Optional.empty()
        : Optional.of("the signature is not of the person's passkey over this");
  }

  /// What is wrong with the head of authenticator data.
  static Optional<String> authenticatorProblem(byte[] authenticator, Site site) {
    if (authenticator.length < HEAD_BYTES) {
      return Optional.of("the authenticator data are too short");
    }
    Hash rpId = Hash.sha256(site.rpId().getBytes(StandardCharsets.UTF_8));
    if (!Arrays.equals(rpId.bytes(), Arrays.copyOf(authenticator, Hash.BYTES))) {
      return Optional.of("the passkey was used for another host than " + site.rpId());
    }
    int flags = authenticator[32];
    if ((flags & USER_PRESENT) == 0 || (flags & USER_VERIFIED) == 0) {
      return Optional.of("the authenticator did not verify who used it");
    }
    return Optional.empty();
  }

  private record Client(
      String type, String challenge, String origin, boolean crossOrigin, boolean topOrigin) {}

  /// What is wrong with client data (WebAuthn Level 3 §5.8.1). Members that are not known may be
  /// there: browsers add some on purpose.
  static Optional<String> clientProblem(byte[] client, String type, Site site, Hash challenge) {
    Outcome<Client> read =
        Json.read(
            client,
            CLIENT_BYTES_MAX,
            object -> {
              Client data =
                  new Client(
                      object.required("type").asText(64),
                      object.required("challenge").asText(128),
                      object.required("origin").asText(Site.ORIGIN_CHARS_MAX),
                      object.optional("crossOrigin").map(each -> each.asBool()).orElse(false),
                      object.has("topOrigin"));
              object.ignoreOthers();
              return data;
            });
    if (!(read instanceof Outcome.Accepted<Client>(var data))) {
      return Optional.of("the client data cannot be read");
    }
    if (!data.type().equals(type)) {
      return Optional.of("the client data are not of " + type);
    }
    String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.bytes());
    if (!data.challenge().equals(expected)) {
      return Optional.of("what was signed is not this");
    }
    if (!data.origin().equals(site.origin()) || data.crossOrigin() || data.topOrigin()) {
      return Optional.of("it was signed on another page than " + site.origin());
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Assertion same
        && Arrays.equals(authenticator, same.authenticator)
        && Arrays.equals(client, same.client)
        && Arrays.equals(signature, same.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return "Assertion[" + Hash.sha256(authenticator, client, signature) + "]";
  }
}
