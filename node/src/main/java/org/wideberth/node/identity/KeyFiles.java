package org.wideberth.node.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.Identity;
import org.wideberth.party.PartyKeys;
import org.wideberth.party.PeerAddress;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.record.Ed25519Signer;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.SealSecret;
import org.wideberth.record.SignatureType;
import org.wideberth.refusal.Outcome;

/// The party's own files in its data directory, each for the owner only:
///
/// | file | content |
/// |---|---|
/// | `log.key`, `witness.key`, `seal.key` | `wideberth/<which>-key/v1 <base64 of 32 bytes>` |
/// | `tls.pem` | key and certificate |
/// | `log-2.key`, `tls-2.pem` … | the same, of a later epoch |
/// | `epoch-1` … | the card of an epoch that is over, what ended it, its last checkpoint |
/// | `new-keys` | the newest succession and card, for peers |
/// | `api-token` | what local tools show to the API |
/// | `card` | the card; written last, so that where it is, everything is |
///
/// No state; one process at a time makes or changes them.
public final class KeyFiles {
  private static final String CARD = "card";
  private static final String TOKEN = "api-token";
  private static final String TLS = "tls.pem";
  private static final int SECRET_BYTES = 32;

  /// Two cards, a succession and a checkpoint.
  private static final int PAST_BYTES_MAX = 4 * Limits.NOTE_BYTES_MAX;

  private KeyFiles() {}

  /// What a node has of its own party.
  ///
  /// @param keys what it signs and opens with
  /// @param apiToken what local tools show to the API
  /// @param past epochs that are over, in order
  public record LocalParty(
      Card card, PartyKeys keys, TlsIdentity tls, String apiToken, List<PastEpoch> past) {
    public LocalParty {
      past = List.copyOf(past);
    }

    public Origin origin() {
      return card.origin();
    }

    /// Without the secrets.
    @Override
    public String toString() {
      return "LocalParty[" + origin() + "]";
    }
  }

  /// An epoch that is over.
  ///
  /// @param last the last checkpoint signed in it, where it is known
  /// @param seal opens what was sealed to the party then, where it is not lost
  public record PastEpoch(
      Card card, NewKeys next, Optional<String> last, Optional<SealSecret> seal) {}

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
    replaceSecret(data, "log", origin.epoch(), log);
    replaceSecret(data, "witness", origin.epoch(), witness);
    replaceSecret(data, "seal", origin.epoch(), seal);
    replace(data, named("tls", origin.epoch()) + ".pem", tls.pem());
    replace(data, TOKEN, token + "\n");
    replace(data, CARD, card.text());
    return new Made(new LocalParty(card, keys, tls, token, List.of()), recovery);
  }

  /// Reads everything and checks that it belongs together.
  ///
  /// @throws IOException in words, if something is missing, readable by others or does not fit
  public static LocalParty load(DataDirectory data) throws IOException {
    Card card = parsed(data.file(CARD), Card.parse(text(data, CARD)));
    int epoch = card.origin().epoch();
    PartyKeys keys =
        PartyKeys.ofSeeds(
            card.origin(),
            secretOf(data, named("log", epoch)),
            secretOf(data, named("witness", epoch)),
            secretOf(data, named("seal", epoch)));
    TlsIdentity tls = tls(data, card);
    Identity onCard = card.identity();
    if (!keys.identity(onCard.name(), tls.pin(), onCard.recovery()).equals(onCard)) {
      throw new IOException("the keys in " + data.path() + " are not those of its card");
    }
    return new LocalParty(card, keys, tls, apiToken(data), past(data, epoch));
  }

  /// A secret for files that a node keeps for itself: of the log key, so that who does not have
  /// that cannot make one.
  ///
  /// @param purpose what it is for
  public static byte[] secretFor(DataDirectory data, LocalParty party, String purpose)
      throws IOException {
    byte[] log = secretOf(data, named("log", party.origin().epoch()));
    return Hash.sha256((purpose + "\n").getBytes(UTF_8), log).bytes();
  }

  /// `log` in the first epoch, `log-2` in the second.
  private static String named(String which, int epoch) {
    return epoch == 1 ? which : which + "-" + epoch;
  }

  /// The TLS key that is on the card: of this epoch, or of an earlier one that was kept.
  private static TlsIdentity tls(DataDirectory data, Card card) throws IOException {
    for (int epoch = card.origin().epoch(); epoch > 1; epoch--) {
      String name = named("tls", epoch) + ".pem";
      if (Files.exists(data.file(name))) {
        return TlsIdentity.parse(text(data, name));
      }
    }
    return TlsIdentity.parse(text(data, TLS));
  }

  private static List<PastEpoch> past(DataDirectory data, int epoch) throws IOException {
    List<PastEpoch> past = new ArrayList<>();
    for (int over = 1; over < epoch; over++) {
      Path file = data.file("epoch-" + over);
      if (Files.exists(file)) {
        boolean hasSeal = Files.exists(data.file(named("seal", over) + ".key"));
        Optional<SealSecret> seal =
            hasSeal
                ? Optional.of(SealSecret.ofSeed(secretOf(data, named("seal", over))))
                : Optional.empty();
        OwnerOnly.requirePrivate(file);
        past.add(
            parsed(
                file,
                Json.read(
                    Files.readAllBytes(file),
                    PAST_BYTES_MAX,
                    members ->
                        new PastEpoch(
                            members.required("card").as(Card::parse),
                            members.required("keys").as(NewKeys::parse),
                            members.optional("last").map(last -> last.asText(PAST_BYTES_MAX)),
                            seal))));
      }
    }
    return past;
  }

  /// What ends an epoch.
  ///
  /// @param size entries that the party stands by
  /// @param root of the log at that size
  /// @param last the last checkpoint that was signed, where it is known
  /// @param newTls whether the node gets a new TLS key too
  public record Ending(
      Succession.Reason reason, long size, Hash root, Optional<String> last, boolean newTls) {}

  /// Ends the epoch and begins the next, with new keys. The new card is written last: until it is
  /// there, the old epoch goes on, and what was written before is written over.
  ///
  /// @param recoverySeed of the recovery key
  /// @throws IOException in words, if it is not the recovery key of this party
  public static LocalParty succeed(
      DataDirectory data,
      LocalParty old,
      byte[] recoverySeed,
      Ending ending,
      SecureRandom random,
      Instant now)
      throws IOException {
    NewKeys next = next(data, old.card(), old.tls(), recoverySeed, ending, random, now);
    replace(data, CARD, next.card().text());
    return load(data);
  }

  /// Makes a data directory for a party whose node is lost: the next epoch after that card.
  public static LocalParty recover(
      DataDirectory data,
      Card old,
      byte[] recoverySeed,
      Ending ending,
      SecureRandom random,
      Instant now)
      throws IOException {
    if (exist(data)) {
      throw new IOException("there are keys in " + data.path() + "; they are never overwritten");
    }
    TlsIdentity tls = TlsIdentity.make(old.party(), random, now);
    NewKeys next = next(data, old, tls, recoverySeed, ending, random, now);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret(random));
    replace(data, TOKEN, token + "\n");
    replace(data, CARD, next.card().text());
    return load(data);
  }

  private static NewKeys next(
      DataDirectory data,
      Card old,
      TlsIdentity oldTls,
      byte[] recoverySeed,
      Ending ending,
      SecureRandom random,
      Instant now)
      throws IOException {
    NoteSigner recovery =
        new NoteSigner(
            Succession.recoveryName(old.origin()),
            SignatureType.NOTE,
            Ed25519Signer.ofSeed(recoverySeed));
    if (!Identity.recoveryHash(recovery.key().key()).equals(old.identity().recovery())) {
      throw new IOException("this is not the recovery key of " + old.origin());
    }
    int epoch = old.origin().epoch() + 1;
    Origin origin = new Origin(old.origin().theatre(), old.party(), epoch);
    byte[] log = secret(random);
    byte[] witness = secret(random);
    byte[] seal = secret(random);
    TlsIdentity tls = ending.newTls() ? TlsIdentity.make(old.party(), random, now) : oldTls;
    PartyKeys keys = PartyKeys.ofSeeds(origin, log, witness, seal);
    Identity identity = keys.identity(old.identity().name(), tls.pin(), old.identity().recovery());
    Card card = Card.sign(identity, old.addresses(), keys.log());
    NewKeys next =
        new NewKeys(
            Succession.sign(
                old.identity(),
                ending.size(),
                ending.root(),
                ending.reason(),
                now,
                identity,
                recovery),
            card);
    replaceSecret(data, "log", epoch, log);
    replaceSecret(data, "witness", epoch, witness);
    replaceSecret(data, "seal", epoch, seal);
    replace(data, named("tls", epoch) + ".pem", tls.pem());
    byte[] past =
        JsonWriter.object(
            json -> {
              json.put("card", old.text()).put("keys", next.text());
              ending.last().ifPresent(last -> json.put("last", last));
            });
    OwnerOnly.replace(data.file("epoch-" + old.origin().epoch()), past);
    replace(data, "new-keys", next.text());
    return next;
  }

  /// The newest succession, with the card that it introduces: the file for peers.
  public static Optional<String> newKeys(DataDirectory data) throws IOException {
    LocalParty party = load(data);
    return party.past().isEmpty()
        ? Optional.empty()
        : Optional.of(party.past().getLast().next().text());
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

  private static void replaceSecret(DataDirectory data, String which, int epoch, byte[] secret)
      throws IOException {
    replace(
        data,
        named(which, epoch) + ".key",
        heading(which) + Base64.getEncoder().encodeToString(secret) + "\n");
  }

  /// @param named the file's name without its ending, such as `log-2`
  private static byte[] secretOf(DataDirectory data, String named) throws IOException {
    String name = named + ".key";
    String which = named.replaceAll("-\\d+$", "");
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
