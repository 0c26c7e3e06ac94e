package org.wideberth.node.attachment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.FileName;
import org.wideberth.channel.MediaType;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Files that the own people are bringing, piece by piece, to attach them to a message: in the
/// directory `attachments/uploads`, a file with what was announced and a file with the bytes so
/// far. They go on where they stopped, also after a restart. Whole, they become attachments; those
/// that no message names within [#KEPT] are dropped.
///
/// Thread-safe (one monitor).
public final class Uploads {
  /// At a time: what the duty officers of a busy watch attach in a day.
  public static final int EACH_MAX = 64;

  /// A watch, and the next one.
  public static final Duration KEPT = Duration.ofHours(24);

  /// Of one piece.
  public static final int PIECE_BYTES_MAX = 1024 * 1024;

  private static final int ABOUT_BYTES_MAX = 4 * 1024;
  private static final int ID_BYTES = 16;
  private static final String ABOUT = ".json";
  private static final String PART = ".part";

  private final AttachmentFiles files;
  private final Path directory;
  private final InstantSource clock;
  private final IntFunction<byte[]> entropy;
  private final Predicate<Hash> named;

  /// @param data the data directory
  /// @param entropy so many random bytes
  /// @param named whether a message names that attachment
  public Uploads(
      AttachmentFiles files,
      Path data,
      InstantSource clock,
      IntFunction<byte[]> entropy,
      Predicate<Hash> named)
      throws IOException {
    this.files = files;
    this.directory = data.resolve(AttachmentFiles.DIRECTORY).resolve("uploads");
    this.clock = clock;
    this.entropy = entropy;
    this.named = named;
    OwnerOnly.createDirectories(directory);
  }

  /// What was announced of a file.
  ///
  /// @param sha256 of its bytes alone
  public record Announced(FileName name, MediaType type, int size, Hash sha256) {}

  /// How far one is.
  ///
  /// @param received bytes that are here, from the first one on
  /// @param attachment as a message names it, once it is whole
  public record Upload(String id, Announced what, int received, Optional<Attachment> attachment) {}

  private record About(Announced what, Salt salt, Instant since, Optional<Hash> hash) {
    static Outcome<About> parse(byte[] bytes) {
      return Json.read(bytes, ABOUT_BYTES_MAX, About::read);
    }

    private static About read(JsonObject from) {
      return new About(
          new Announced(
              from.required("name").as(FileName::parse),
              MediaType.of(from.required("type").asText(MediaType.CHARS_MAX)),
              from.required("size").asInt(1, Attachment.BYTES_MAX),
              from.required("sha256").asHash()),
          Salt.of(from.required("salt").asBase64(Salt.BYTES)),
          from.required("since").asInstant(),
          from.optional("hash").map(each -> each.asHash()));
    }

    byte[] toBytes() {
      return JsonWriter.object(
          out -> {
            out.put("name", what.name().text())
                .put("type", what.type().word())
                .put("size", what.size())
                .put("sha256", what.sha256())
                .put("salt", salt.bytes())
                .put("since", since);
            hash.ifPresent(each -> out.put("hash", each));
          });
    }
  }

  /// Announces a file.
  ///
  /// @throws IOException if it cannot be written
  public synchronized Outcome<Upload> begin(Announced what) throws IOException {
    dropOld();
    if (ids().size() >= EACH_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "%d files are being brought; send or drop some first".formatted(EACH_MAX));
    }
    String id = HexFormat.of().formatHex(entropy.apply(ID_BYTES));
    About about =
        new About(
            what,
            Salt.of(entropy.apply(Salt.BYTES)),
            Instant.ofEpochMilli(clock.millis()),
            Optional.empty());
    OwnerOnly.writeNew(about(id), about.toBytes());
    return Outcome.accept(upload(id, about));
  }

  /// How far one is.
  public synchronized Outcome<Upload> find(String id) throws IOException {
    Outcome<About> about = read(id);
    if (about instanceof Outcome.Accepted<About>(var found)) {
      return Outcome.accept(upload(id, found));
    }
    return Outcome.refuse(
        RefusalCode.NOT_FOUND,
        "upload: none is called \"%s\" here; announce the file again".formatted(id));
  }

  /// Takes the next bytes.
  ///
  /// @param from where they belong; must be where those that are here end
  public synchronized Outcome<Upload> put(String id, int from, byte[] bytes) throws IOException {
    if (!(find(id) instanceof Outcome.Accepted<Upload>(var upload))) {
      return find(id);
    }
    About about = read(id).orThrow();
    if (upload.attachment().isPresent() || from != upload.received()) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          "from: %d bytes are here; go on from there".formatted(upload.received()));
    }
    if (bytes.length > PIECE_BYTES_MAX || bytes.length > upload.what().size() - from) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "%d bytes are more than were announced; announce the file again".formatted(bytes.length));
    }
    if (!Files.exists(part(id))) {
      OwnerOnly.writeNew(part(id), about.salt().bytes());
    }
    try (FileChannel channel = FileChannel.open(part(id), StandardOpenOption.WRITE)) {
      AttachmentFiles.write(channel, bytes, (long) Salt.BYTES + from);
    }
    return from + bytes.length < upload.what().size()
        ? Outcome.accept(upload(id, about))
        : finish(id, about);
  }

  private Outcome<Upload> finish(String id, About about) throws IOException {
    byte[] whole = Files.readAllBytes(part(id));
    MessageDigest digest = AttachmentFiles.digest();
    digest.update(whole, Salt.BYTES, whole.length - Salt.BYTES);
    if (!Arrays.equals(digest.digest(), about.what().sha256().bytes())) {
      drop(id);
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "sha256: the bytes that came are not those that were announced; bring the file again");
    }
    Hash hash = Hash.of(digest.digest(whole));
    About done = new About(about.what(), about.salt(), about.since(), Optional.of(hash));
    files.keep(part(id), hash);
    OwnerOnly.replace(about(id), done.toBytes());
    return Outcome.accept(upload(id, done));
  }

  /// A message names it now, or nobody wants it any more.
  public synchronized void drop(String id) throws IOException {
    if (read(id) instanceof Outcome.Accepted<About>(var about)) {
      Files.deleteIfExists(part(id));
      Files.deleteIfExists(about(id));
      if (about.hash().isPresent() && !named.test(about.hash().get())) {
        files.forget(about.hash().get());
      }
    }
  }

  private void dropOld() throws IOException {
    Instant now = Instant.ofEpochMilli(clock.millis());
    for (String id : ids()) {
      if (read(id) instanceof Outcome.Accepted<About>(var about)
          && Duration.between(about.since(), now).abs().compareTo(KEPT) > 0) {
        drop(id);
      }
    }
  }

  private List<String> ids() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(each -> each.getFileName().toString())
          .filter(name -> name.endsWith(ABOUT))
          .map(name -> name.substring(0, name.length() - ABOUT.length()))
          .toList();
    }
  }

  private Outcome<About> read(String id) throws IOException {
    return id.matches("[0-9a-f]{32}") && Files.isRegularFile(about(id))
        ? About.parse(Files.readAllBytes(about(id)))
        : Outcome.refuse(RefusalCode.NOT_FOUND, "there is no such upload");
  }

  private Upload upload(String id, About about) throws IOException {
    Announced what = about.what();
    boolean whole = about.hash().filter(files::isHeld).isPresent();
    int received = whole ? what.size() : Math.toIntExact(Math.max(0, size(part(id)) - Salt.BYTES));
    return new Upload(
        id,
        what,
        received,
        about
            .hash()
            .filter(_ -> whole)
            .map(
                hash -> new Attachment(what.name(), what.type(), what.size(), about.salt(), hash)));
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private Path about(String id) {
    return directory.resolve(id + ABOUT);
  }

  private Path part(String id) {
    return directory.resolve(id + PART);
  }
}
