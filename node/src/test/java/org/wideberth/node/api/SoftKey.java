package org.wideberth.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.wideberth.record.Hash;

/// An authenticator with one Ed25519 passkey, and the browser around it, at the in-memory API's
/// address.
final class SoftKey {
  private static final String HOST = "localhost";
  private static final String ORIGIN = "http://localhost:8440";

  private final byte[] secret;

  SoftKey(String name) {
    secret = Hash.sha256(name.getBytes(UTF_8)).bytes();
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] credential() {
    return Hash.sha256(secret).bytes();
  }

  private static byte[] head(int flags) {
    byte[] data = new byte[37];
    System.arraycopy(Hash.sha256(HOST.getBytes(UTF_8)).bytes(), 0, data, 0, Hash.BYTES);
    data[32] = (byte) flags;
    return data;
  }

  private static byte[] client(String type, Object toSign, String origin) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
        .formatted(type, toSign, origin)
        .getBytes(UTF_8);
  }

  /// The body of an enrolment that answers these options.
  String enrolment(String code, Map<String, Object> options) {
    byte[] key = new byte[32];
    Ed25519.generatePublicKey(secret, 0, key, 0);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(head(0x45));
    data.writeBytes(new byte[16]);
    data.writeBytes(new byte[] {0, (byte) credential().length});
    data.writeBytes(credential());
    data.writeBytes(new byte[] {(byte) 0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 0x20});
    data.writeBytes(key);
    return "{\"code\":\"%s\",\"challenge\":\"%s\",\"authenticator\":\"%s\",\"client\":\"%s\"}"
        .formatted(
            code,
            options.get("challenge"),
            text(data.toByteArray()),
            text(client("webauthn.create", OpenApi.member(options, "to_sign"), ORIGIN)));
  }

  /// The members of an assertion that answers these options.
  String parts(Map<String, Object> options, int flags) {
    byte[] client = client("webauthn.get", OpenApi.member(options, "to_sign"), ORIGIN);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(head(flags));
    signed.writeBytes(Hash.sha256(client).bytes());
    byte[] signature = new byte[64];
    Ed25519.sign(secret, 0, signed.toByteArray(), 0, signed.size(), signature, 0);
    return "\"authenticator\":\"%s\",\"client\":\"%s\",\"signature\":\"%s\""
        .formatted(text(head(flags)), text(client), text(signature));
  }

  String signIn(Map<String, Object> options) {
    return "{\"challenge\":\"%s\",\"credential\":\"%s\",%s}"
        .formatted(options.get("challenge"), text(credential()), parts(options, 5));
  }

  String assertion(Map<String, Object> options) {
    return "{" + parts(options, 5) + "}";
  }
}
