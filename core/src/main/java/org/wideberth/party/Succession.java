package org.wideberth.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.Limits;
import org.wideberth.record.Note;
import org.wideberth.record.NoteKey;
import org.wideberth.record.NoteLines;
import org.wideberth.record.NoteSigner;
import org.wideberth.record.Origin;
import org.wideberth.record.SignatureType;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A party's word, signed with its offline recovery key, that new keys speak for it from now on:
/// the old epoch of its log ends, and the next begins. A note in the form of C2SP signed-note. The
/// existence of this value means that the signature was verified; [#follows] says whether the key
/// is the one whose hash stands on the old card. Immutable.
public final class Succession {
  private static final String HEADER = "wideberth/succession/v1";

  /// Why keys are replaced.
  public enum Reason {
    /// In time, and nothing has happened.
    ROTATION,
    /// Somebody else may have them.
    COMPROMISE,
    /// Two histories were signed with them.
    FORK,
    /// They were lost with the machine.
    LOSS;

    /// As it is written.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Outcome<Reason> parse(String word) {
      return Arrays.stream(values())
          .filter(reason -> reason.word().equals(word))
          .findFirst()
          .map(Outcome::accept)
          .orElseGet(() -> Outcome.refuse(RefusalCode.MALFORMED, "no such reason is known"));
    }
  }

  private final Origin from;
  private final NoteKey log;
  private final long size;
  private final Hash root;
  private final Reason reason;
  private final Instant time;
  private final NoteKey recovery;
  private final Hash next;
  private final String note;

  private Succession(
      Origin from,
      NoteKey log,
      long size,
      Hash root,
      Reason reason,
      Instant time,
      NoteKey recovery,
      Hash next,
      String note) {
    this.from = from;
    this.log = log;
    this.size = size;
    this.root = root;
    this.reason = reason;
    this.time = time;
    this.recovery = recovery;
    this.next = next;
    this.note = note;
  }

  /// Signs it.
  ///
  /// @param size entries of the old epoch that the party stands by: later ones are flagged
  /// @param root the old log's root at that size
  /// @param time by the party's clock, cut to whole seconds
  /// @throws IllegalArgumentException if the recovery key is not the one on the old card, or the
  ///     next identity is not the next epoch of the same party
  public static Succession sign(
      Identity old,
      long size,
      Hash root,
      Reason reason,
      Instant time,
      Identity next,
      NoteSigner recovery) {
    String text =
        """
        %s
        from %s
        log %s
        size %d
        root %s
        reason %s
        time %d
        recovery %s
        next %s
        """
            .formatted(
                HEADER,
                old.origin(),
                old.log(),
                size,
                root,
                reason.word(),
                time.getEpochSecond(),
                recovery.key(),
                hashOf(next));
    Succession signed = parse(Note.sign(text, recovery).toString()).orThrow();
    if (!signed.follows(old) || !signed.leadsTo(next)) {
      throw new IllegalArgumentException("not the recovery key of " + old.origin());
    }
    return signed;
  }

  /// The name of a party's recovery key in notes: `<theatre>/<party>/recovery`.
  public static String recoveryName(Origin origin) {
    return origin.theatre() + "/" + origin.party() + "/recovery";
  }

  private static Hash hashOf(Identity identity) {
    return Hash.sha256(identity.lines().getBytes(UTF_8));
  }

  /// Reads a note that the recovery key which it names has signed, alone.
  public static Outcome<Succession> parse(String note) {
    return Note.parse(note)
        .then(
            parsed ->
                NoteLines.read(parsed.text(), lines -> read(lines, note))
                    .then(
                        read ->
                            parsed
                                .verify(read.recovery)
                                .then(
                                    own ->
                                        own.toString().equals(note)
                                            ? Outcome.accept(read)
                                            : Outcome.refuse(
                                                RefusalCode.MALFORMED,
                                                "a succession has one signature"))));
  }

  private static Succession read(NoteLines lines, String note) {
    lines.exactly(HEADER);
    Origin from = lines.value("from", Origin::parse);
    NoteKey log = lines.value("log", NoteKey::parse);
    long size = lines.value("size", text -> NoteLines.number(text, 0, Limits.LOG_SIZE_MAX));
    Hash root = lines.value("root", Hash::parse);
    Reason reason = lines.value("reason", Reason::parse);
    long seconds =
        lines.value("time", text -> NoteLines.number(text, 1, Limits.EPOCH_MILLIS_MAX / 1000));
    NoteKey recovery = lines.value("recovery", NoteKey::parse);
    Hash next = lines.value("next", Hash::parse);
    if (recovery.type() != SignatureType.NOTE || !recovery.name().equals(recoveryName(from))) {
      throw Json.refusal(RefusalCode.MALFORMED, "recovery: not the name of a recovery key");
    }
    return new Succession(
        from, log, size, root, reason, Instant.ofEpochSecond(seconds), recovery, next, note);
  }

  /// True if the recovery key is the one whose hash stands on that card, and the card's log key is
  /// the one that is replaced.
  public boolean follows(Identity old) {
    return old.origin().equals(from)
        && old.log().equals(log)
        && old.recovery().equals(Identity.recoveryHash(recovery.key()));
  }

  /// True if it ends an epoch before that card's, and is signed with the recovery key whose hash
  /// stands on it: the party's own word about its past, for whoever knows only the later card.
  public boolean isBefore(Identity later) {
    return later.origin().theatre().equals(from.theatre())
        && later.origin().party().equals(from.party())
        && later.origin().epoch() > from.epoch()
        && later.recovery().equals(Identity.recoveryHash(recovery.key()));
  }

  /// True if that is the identity which it introduces: the next epoch of the same party.
  public boolean leadsTo(Identity identity) {
    return identity.origin().theatre().equals(from.theatre())
        && identity.origin().party().equals(from.party())
        && identity.origin().epoch() == from.epoch() + 1
        && hashOf(identity).equals(next);
  }

  /// The log that ends.
  public Origin from() {
    return from;
  }

  /// The key that signed it.
  public NoteKey log() {
    return log;
  }

  /// Entries of it that the party stands by.
  public long size() {
    return size;
  }

  /// Its root at that size.
  public Hash root() {
    return root;
  }

  public Reason reason() {
    return reason;
  }

  /// By the party's clock.
  public Instant time() {
    return time;
  }

  /// The signed note.
  public String text() {
    return note;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Succession succession && note.equals(succession.note);
  }

  @Override
  public int hashCode() {
    return note.hashCode();
  }

  @Override
  public String toString() {
    return note;
  }

  /// A succession and the card that it introduces, as one file.
  ///
  /// @param card signed by the new log key
  public record NewKeys(Succession succession, Card card) {
    private static final String CARD = "wideberth/card/v1\n";

    public NewKeys {
      if (!succession.leadsTo(card.identity())) {
        throw new IllegalArgumentException("another card");
      }
    }

    /// True if a text looks like such a file: it begins with a succession.
    public static boolean is(String text) {
      return text.startsWith(HEADER + "\n");
    }

    /// Reads the file: the succession, then the card.
    public static Outcome<NewKeys> parse(String text) {
      int card = text.indexOf(CARD);
      if (card <= 0) {
        return Outcome.refuse(RefusalCode.MALFORMED, "the file has no card after the succession");
      }
      return Succession.parse(text.substring(0, card))
          .then(
              succession ->
                  Card.parse(text.substring(card))
                      .then(
                          introduced ->
                              succession.leadsTo(introduced.identity())
                                  ? Outcome.accept(new NewKeys(succession, introduced))
                                  : Outcome.refuse(
                                      RefusalCode.UNPROVEN,
                                      "the card is not the one that the succession names")));
    }

    /// As a file.
    public String text() {
      return succession.text() + card.text();
    }

    /// The origin of the log that ends, if a card for that log could be followed.
    public Optional<Origin> after(Card old) {
      return succession.follows(old.identity()) ? Optional.of(succession.from()) : Optional.empty();
    }
  }
}
