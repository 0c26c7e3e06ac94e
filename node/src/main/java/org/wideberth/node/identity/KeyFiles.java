package org.wideberth.node.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.Identity;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.PeerAddress;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// The party's own files in its data directory, each for the owner only:
///
/// | file | content |
/// |---|---|
/// | `log.key`, `witness.key`, `seal.key` | `wideberth/<which>-key/v1 <base64 of 32 bytes>` |
/// | `tls.pem` | key and certificate |
/// | `api-token` | what local tools show to the API |
/// | `card` | the card; written last, so that where it is, everything is |
///
/// No state; one process at a time makes or changes them.
public final class KeyFiles {
  private static final String CARD = "card";
  private static final String TOKEN = "api-token";
  private static final String TLS = "tls.pem";
  private static final int SECRET_BYTES = 32;

  private KeyFiles() {}

  /// What a node has of its own party.
  ///
  /// @param keys what it signs and opens with
  /// @param apiToken what local tools show to the API
  public record LocalParty(Card card, PartyKeys keys, TlsIdentity tls, String apiToken) {
    public Origin origin() {
      return card.origin();
    }

    /// Without the secrets.
    @Override
    public String toString() {
      return "LocalParty[" + origin() + "]";
    }
  }

  /// What `init` has made.
  ///
  /// @param recovery to be shown once, now
  public record Made(LocalParty party, RecoveryKey recovery) {}

  /// True if [#make] has been completed here.
  public static boolean exist(DataDirectory data) {
    return Files.exists(data.file(CARD));
  }

  /// Makes all keys of a party and its first card.
  ///
  /// @throws IOException in words, if there are keys already: they are never overwritten
  public static Made make(
      DataDirectory data,
      Origin origin,
      DisplayName name,
      List<PeerAddress> addresses,
      SecureRandom random,
      Instant now)
      throws IOException {
    if (exist(data)) {
      throw new IOException("there are keys in " + data.path() + "; they are never overwritten");
    }
    byte[] log = secret(random);
    byte[] witness = secret(random);
    byte[] seal = secret(random);
    RecoveryKey recovery = RecoveryKey.ofSeed(secret(random));
    TlsIdentity tls = TlsIdentity.make(origin.party(), random, now);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret(random));
    PartyKeys keys = PartyKeys.ofSeeds(origin, log, witness, seal);
    Identity identity = keys.identity(name, tls.pin(), recovery.hash());
    Card card = Card.sign(identity, addresses, keys.log());

    // Without a card they are left over from an attempt that was cut short, and nobody has seen
    // them: they may be replaced.
    replaceSecret(data, "log", log);
    replaceSecret(data, "witness", witness);
    replaceSecret(data, "seal", seal);
    replace(data, TLS, tls.pem());
    replace(data, TOKEN, token + "\n");
    replace(data, CARD, card.text());
    return new Made(new LocalParty(card, keys, tls, token), recovery);
  }

  /// Reads everything and checks that it belongs together.
  ///
  /// @throws IOException in words, if something is missing, readable by others or does not fit
  public static LocalParty load(DataDirectory data) throws IOException {
    Card card = parsed(data.file(CARD), Card.parse(text(data, CARD)));
    PartyKeys keys =
        PartyKeys.ofSeeds(
            card.origin(),
            secretOf(data, "log"),
            secretOf(data, "witness"),
            secretOf(data, "seal"));
    TlsIdentity tls = TlsIdentity.parse(text(data, TLS));
    Identity onCard = card.identity();
    if (!keys.identity(onCard.name(), tls.pin(), onCard.recovery()).equals(onCard)) {
      throw new IOException("the keys in " + data.path() + " are not those of its card");
    }
    return new LocalParty(card, keys, tls, apiToken(data));
  }

  /// Only the token: what a local tool needs.
  public static String apiToken(DataDirectory data) throws IOException {
    return text(data, TOKEN).strip();
  }

  /// Signs a card with other addresses and keeps it. The fingerprint stays the same.
  public static Card changeAddresses(DataDirectory data, List<PeerAddress> addresses)
      throws IOException {
    LocalParty party = load(data);
    Card card = Card.sign(party.card().identity(), addresses, party.keys().log());
    replace(data, CARD, card.text());
    return card;
  }

  private static byte[] secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void replaceSecret(DataDirectory data, String which, byte[] secret)
      throws IOException {
    replace(
        data, which + ".key", heading(which) + Base64.getEncoder().encodeToString(secret) + "\n");
  }

  private static byte[] secretOf(DataDirectory data, String which) throws IOException {
    String name = which + ".key";
    String text = text(data, name);
    if (text.startsWith(heading(which))) {
      try {
        byte[] secret = Base64.getDecoder().decode(text.substring(heading(which).length()).strip());
        if (secret.length == SECRET_BYTES) {
          return secret;
        }
      } catch (IllegalArgumentException notBase64) {
        throw new IOException(data.file(name) + " is damaged", notBase64);
      }
    }
    throw new IOException(data.file(name) + " is damaged");
  }

  private static String heading(String which) {
    return "wideberth/" + which + "-key/v1 ";
  }

  private static void replace(DataDirectory data, String name, String text) throws IOException {
    OwnerOnly.replace(data.file(name), text.getBytes(UTF_8));
  }

  private static String text(DataDirectory data, String name) throws IOException {
    Path file = data.file(name);
    try {
      OwnerOnly.requirePrivate(file);
      return Files.readString(file, UTF_8);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + " is missing; run: wideberth init", missing);
    }
  }

  private static <T> T parsed(Path file, Outcome<T> outcome) throws IOException {
    return switch (outcome) {
      case Outcome.Accepted<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) -> throw new IOException(file + ": " + refusal);
    };
  }
}
