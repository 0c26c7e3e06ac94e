package org.wideberth.node.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.wideberth.node.api.Role;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.party.DisplayName;
import org.wideberth.people.PersonId;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The party's own people: who was invited, and who has signed in.
///
/// Kept in `people.json`, which is replaced as a whole and synced before a call returns: after
/// `kill -9` or a loss of power an invitation that was given works, one that was redeemed does not
/// work again, and who was signed in still is. Only hashes of codes and secrets are kept; both are
/// 128 bits or more from a good source, so that a plain SHA-256 is enough.
///
/// It is not in the journal, because the journal is what the party says to others and may never
/// forget, and people's names are neither.
///
/// Each change reads the file first under a lock of the operating system, so that `invite` on the
/// command line and a node at work do not lose each other's changes. Thread-safe (one monitor for
/// changes; [#find] looks at an immutable snapshot). One value of this class per process and
/// directory.
public final class People {
  /// Long enough to carry the link to a person by hand, and no longer.
  public static final Duration INVITATION_LASTS = Duration.ofHours(24);

  /// A watch-keeper's month; then a new invitation shows that the person is still wanted.
  public static final Duration SESSION_LASTS = Duration.ofDays(30);

  /// Of invitations, and of sessions: far more than a duty post has people.
  public static final int KEPT_MAX = 1_000;

  /// Who signed in by passkey does so again each week.
  public static final Duration PASSKEY_SESSION_LASTS = Duration.ofDays(7);

  /// A session in which nothing was asked, and no board was open, for a watch. What was in use is
  /// remembered in memory only: a start of the node counts as use.
  public static final Duration IDLE_LASTS = Duration.ofHours(12);

  /// At the desk, at a second one, on the move and one to spare; the oldest gives way to a fifth.
  public static final int SESSIONS_OF_PERSON_MAX = 4;

  private static final int SECRET_BYTES = 20;
  private static final int FILE_BYTES_MAX = 1 << 20;

  private record Kept(Hash hash, String person, Role role, Optional<PersonId> id, Instant expires) {
    static Kept read(JsonObject object) {
      return new Kept(
          object.required("hash").asHash(),
          object.required("person").as(DisplayName::parse).text(),
          object.required("role").asOneOf(Role.class),
          object.optional("id").map(field -> field.as(PersonId::parse)),
          object.required("expires").asInstant());
    }

    void write(JsonWriter out) {
      out.put("hash", hash).put("person", person).put("role", role);
      id.ifPresent(each -> out.put("id", each.text()));
      out.put("expires", expires);
    }
  }

  private record Snapshot(List<Kept> invitations, List<Kept> sessions) {
    static final Snapshot NOBODY = new Snapshot(List.of(), List.of());

    Snapshot {
      invitations = List.copyOf(invitations);
      sessions = List.copyOf(sessions);
    }

    Snapshot at(Instant now) {
      return new Snapshot(
          invitations.stream().filter(kept -> now.isBefore(kept.expires)).toList(),
          sessions.stream().filter(kept -> now.isBefore(kept.expires)).toList());
    }

    static Snapshot read(JsonObject object) {
      object.required("v").asInt(1, 1);
      return new Snapshot(
          object.required("invitations").asList(KEPT_MAX, one -> one.asObject(Kept::read)),
          object.required("sessions").asList(KEPT_MAX, one -> one.asObject(Kept::read)));
    }

    byte[] write() {
      return JsonWriter.object(
          out ->
              out.put("v", 1)
                  .array("invitations", invitations, (list, kept) -> list.object(kept::write))
                  .array("sessions", sessions, (list, kept) -> list.object(kept::write)));
    }
  }

  private final Path file;
  private final Path lockFile;
  private final SecureRandom random;
  private final Map<Hash, Instant> used = new ConcurrentHashMap<>();
  private volatile Snapshot latest;

  private People(Path file, SecureRandom random) throws IOException {
    this.file = file;
    this.lockFile = file.resolveSibling("people.lock");
    this.random = random;
    this.latest = read();
  }

  /// Those of a data directory; nobody yet in a new one.
  ///
  /// @throws IOException in words, if the file cannot be read or others can read it
  public static People open(DataDirectory data, SecureRandom random) throws IOException {
    return new People(data.file("people.json"), random);
  }

  /// A code that signs a person in, once.
  public synchronized Outcome<Invitation> invite(DisplayName person, Role role, Instant now)
      throws IOException {
    String code = secret();
    Instant expires = now.plus(INVITATION_LASTS);
    Kept kept = new Kept(hash(code), person.text(), role, Optional.empty(), expires);
    return change(
        now,
        people ->
            people.invitations.size() >= KEPT_MAX
                ? full("invitations")
                : Outcome.accept(
                    new Changed<>(
                        new Snapshot(with(people.invitations, kept), people.sessions),
                        new Invitation(code, expires))));
  }

  /// Signs in who has the code. The invitation is gone for good when this returns.
  public synchronized Outcome<Session> redeem(String code, Instant now) throws IOException {
    Hash hash = hash(code);
    String secret = secret();
    return change(
        now,
        people -> {
          Optional<Kept> invitation = find(people.invitations, hash);
          if (invitation.isEmpty()) {
            return unknownLink();
          }
          if (people.sessions.size() >= KEPT_MAX) {
            return full("sessions");
          }
          Kept of = invitation.get();
          Instant expires = now.plus(SESSION_LASTS);
          Kept session = new Kept(hash(secret), of.person, of.role, of.id, expires);
          return Outcome.accept(
              new Changed<>(
                  new Snapshot(without(people.invitations, hash), with(people.sessions, session)),
                  new Session(of.person, of.role, of.id, secret, expires)));
        });
  }

  /// What was said at an invitation that still works.
  ///
  /// @param person the name by which others know the person
  public record Invited(DisplayName person, Role role) {
    private static Invited of(Kept kept) {
      return new Invited(new DisplayName(kept.person), kept.role);
    }
  }

  /// Who was invited with the code; it works on.
  public Optional<Invited> invited(String code, Instant now) throws IOException {
    return find(read().at(now).invitations, hash(code)).map(Invited::of);
  }

  /// Uses a code up without signing anybody in.
  public synchronized Outcome<Invited> use(String code, Instant now) throws IOException {
    Hash hash = hash(code);
    return change(
        now,
        people ->
            find(people.invitations, hash)
                .map(
                    of ->
                        Outcome.accept(
                            new Changed<>(
                                new Snapshot(without(people.invitations, hash), people.sessions),
                                Invited.of(of))))
                .orElseGet(People::unknownLink));
  }

  private static <T> Outcome<T> unknownLink() {
    return Outcome.refuse(
        RefusalCode.UNAUTHENTICATED,
        "the link is unknown, used or older than 24 hours; ask for a new one");
  }

  /// Signs in a person whose passkey was seen. More than [#SESSIONS_OF_PERSON_MAX] are not kept:
  /// the oldest ends.
  public synchronized Outcome<Session> begin(
      PersonId id, DisplayName person, Role role, Instant now) throws IOException {
    String secret = secret();
    Instant expires = now.plus(PASSKEY_SESSION_LASTS);
    Kept session = new Kept(hash(secret), person.text(), role, Optional.of(id), expires);
    return change(
        now,
        people -> {
          List<Kept> others = new ArrayList<>(people.sessions);
          List<Kept> own = others.stream().filter(each -> each.id.equals(session.id)).toList();
          if (own.size() >= SESSIONS_OF_PERSON_MAX) {
            others.removeAll(own.subList(0, own.size() - SESSIONS_OF_PERSON_MAX + 1));
          }
          if (others.size() >= KEPT_MAX) {
            return full("sessions");
          }
          return Outcome.accept(
              new Changed<>(
                  new Snapshot(people.invitations, with(others, session)),
                  new Session(session.person, role, session.id, secret, expires)));
        });
  }

  /// Whose session this is, if it is in use still; it is then.
  public Optional<Session> find(String secret, Instant now) {
    return find(latest.sessions, hash(secret))
        .filter(kept -> now.isBefore(kept.expires) && isInUse(kept.hash, now))
        .map(kept -> new Session(kept.person, kept.role, kept.id, secret, kept.expires));
  }

  private boolean isInUse(Hash session, Instant now) {
    if (used.size() > KEPT_MAX) {
      used.keySet().retainAll(latest.sessions.stream().map(Kept::hash).toList());
    }
    Instant last = used.computeIfAbsent(session, _ -> now);
    return now.isBefore(last.plus(IDLE_LASTS)) && used.replace(session, now) != null;
  }

  /// Signs out; nothing happens if nobody was signed in with it.
  public synchronized void end(String secret, Instant now) throws IOException {
    Hash hash = hash(secret);
    change(
            now,
            people ->
                Outcome.accept(
                    new Changed<>(
                        new Snapshot(people.invitations, without(people.sessions, hash)), hash)))
        .orThrow();
  }

  private record Changed<T>(Snapshot people, T answer) {}

  private interface Change<T> {
    Outcome<Changed<T>> of(Snapshot people);
  }

  private <T> Outcome<T> change(Instant now, Change<T> change) throws IOException {
    OwnerOnly.createFileIfMissing(lockFile);
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException(lockFile + " cannot be locked");
      }
      return switch (change.of(read().at(now))) {
        case Outcome.Refused<Changed<T>>(var refusal) -> Outcome.refuse(refusal);
        case Outcome.Accepted<Changed<T>>(var changed) -> {
          OwnerOnly.replace(file, changed.people.write());
          latest = changed.people;
          yield Outcome.accept(changed.answer);
        }
      };
    }
  }

  private Snapshot read() throws IOException {
    if (!Files.exists(file)) {
      return Snapshot.NOBODY;
    }
    OwnerOnly.requirePrivate(file);
    Outcome<Snapshot> read =
        Json.parse(Files.readAllBytes(file), FILE_BYTES_MAX)
            .then(tree -> Json.read(tree, Snapshot::read));
    return switch (read) {
      case Outcome.Accepted<Snapshot>(var people) -> people;
      case Outcome.Refused<Snapshot>(var refusal) -> throw new IOException(file + ": " + refusal);
    };
  }

  private static <T> Outcome<T> full(String what) {
    return Outcome.refuse(
        RefusalCode.LIMIT_EXCEEDED, "there are %d %s already".formatted(KEPT_MAX, what));
  }

  private static Optional<Kept> find(List<Kept> among, Hash hash) {
    return among.stream().filter(kept -> kept.hash.equals(hash)).findFirst();
  }

  private static List<Kept> with(List<Kept> before, Kept added) {
    List<Kept> after = new ArrayList<>(before);
    after.add(added);
    return after;
  }

  private static List<Kept> without(List<Kept> before, Hash hash) {
    return before.stream().filter(kept -> !kept.hash.equals(hash)).toList();
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Hash hash(String secret) {
    return Hash.sha256(secret.getBytes(StandardCharsets.UTF_8));
  }
}
