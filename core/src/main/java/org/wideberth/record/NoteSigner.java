package org.wideberth.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;

/// A secret key with its name and purpose. Immutable, thread-safe.
public final class NoteSigner {
  private final NoteKey key;
  private final Signer signer;
  private final int id;

  public NoteSigner(String name, SignatureType type, Signer signer) {
    this.key = new NoteKey(name, type, signer.publicKey());
    this.signer = signer;
    this.id = key.id();
  }

  public NoteKey key() {
    return key;
  }

  /// The signature line over a text that ends in a newline.
  NoteSignature sign(String text) {
    require(SignatureType.NOTE);
    return line(signer.sign(text.getBytes(UTF_8)));
  }

  /// The cosignature line over the text of a checkpoint.
  NoteSignature cosign(String text, Instant time) {
    require(SignatureType.COSIGNATURE);
    byte[] signature = signer.sign(Cosignature.message(time.getEpochSecond(), text));
    return line(
        ByteBuffer.allocate(Long.BYTES + signature.length)
            .putLong(time.getEpochSecond())
            .put(signature)
            .array());
  }

  private NoteSignature line(byte[] signature) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(id).put(signature).array();
    return new NoteSignature(key.name(), Base64Text.encode(bytes));
  }

  private void require(SignatureType type) {
    if (key.type() != type) {
      throw new IllegalStateException("this key is for " + key.type() + ", not " + type);
    }
  }

  @Override
  public String toString() {
    return "NoteSigner[" + key + "]";
  }
}
