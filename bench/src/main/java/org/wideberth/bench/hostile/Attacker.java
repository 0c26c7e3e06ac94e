package org.wideberth.bench.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.wideberth.node.identity.KeyFiles;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Card;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Checkpoint;
import org.wideberth.record.Cosignature;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.HoldingNote;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Salt;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;

/// A party with real keys that writes whatever frames it likes. Owned by one thread.
final class Attacker {
  private static final int VERTICES = 9_900;
  private static final long BAD_SIZE = 1L << 40;

  private final KeyFiles.LocalParty self;
  private final Card victim;
  private final Random random;
  private final LogCopy log;
  private long farSize = BAD_SIZE;

  Attacker(KeyFiles.LocalParty self, Card victim, long seed) {
    this.self = self;
    this.victim = victim;
    this.random = new Random(seed);
    this.log = new LogCopy(self.origin(), self.keys().log().key());
  }

  /// How many entries it has written.
  long written() {
    return log.size();
  }

  String hello() {
    return ("{\"type\":\"hello\",\"v\":1,\"theatre\":\"%s\",\"party\":\"%s\",\"card\":%s,"
            + "\"holds\":[],\"checkpoints\":[],\"links\":[],\"heard\":true}")
        .formatted(
            self.origin().theatre().text(),
            self.origin().party().text(),
            quoted(self.card().text()));
  }

  static String ping() {
    return "{\"type\":\"ping\",\"time\":1}";
  }

  /// So many valid entries in one frame, each a small operation somewhere.
  String small(int count) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bodies.add(operation(log.size() + i, corridor(2), Duration.ofMinutes(30)));
    }
    return entries(bodies);
  }

  /// One entry with an operation near every limit, over the whole area and for eight weeks.
  String large() {
    return entries(
        List.of(operation(log.size(), corridor(VERTICES), Duration.ofDays(56).minusHours(1))));
  }

  private String corridor(int vertices) {
    StringBuilder path = new StringBuilder();
    double lat = 45.9 + 1.8 * random.nextDouble();
    double lon = 6 + 4 * random.nextDouble();
    for (int i = 0; i < vertices; i++) {
      path.append(i == 0 ? "" : ",")
          .append("[%d,%d]".formatted(Math.round(lat * 1e7), Math.round(lon * 1e7)));
      lat = Math.clamp(lat + 0.02 * (random.nextDouble() - 0.5) + 0.001, 45.9, 47.7);
      lon = Math.clamp(lon + 0.02 * (random.nextDouble() - 0.5), 6, 10);
    }
    return "{\"corridor\":{\"path\":[%s],\"half_width_cm\":50000}}".formatted(path);
  }

  private String operation(long seq, String area, Duration lasts) {
    Instant start = now().plusSeconds(60L * random.nextInt(600));
    return String.format(
        Locale.ROOT,
        "{\"type\":\"operation-declared\",\"operation\":\"%s\",\"revision\":1,"
            + "\"state\":\"declared\",\"kind\":\"air\",\"priority\":0,\"grain\":\"exact\","
            + "\"name\":\"flood\",\"volumes\":[{\"area\":%s,\"heights\":{\"datum\":\"PRESSURE\","
            + "\"lower\":1000,\"upper\":40000},\"start\":%d,\"end\":%d}]}",
        OperationId.first(self.origin().party(), self.origin().epoch(), seq).text(),
        area,
        start.toEpochMilli(),
        start.plus(lasts).toEpochMilli());
  }

  private String entries(List<String> texts) {
    List<byte[]> leaves = new ArrayList<>();
    StringBuilder bodies = new StringBuilder();
    StringBuilder encoded = new StringBuilder();
    long first = log.size();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      byte[] salt = bytes(Salt.BYTES);
      Hash hash = Body.of(Salt.of(salt), bytes).orThrow().hash();
      long seq = first + leaves.size();
      byte[] leaf =
          new Entry(self.origin(), seq, now(), Audience.everyone(), List.of(), hash).toBytes();
      encoded.append(leaves.isEmpty() ? "" : ",").append('"').append(base64(leaf)).append('"');
      bodies
          .append(leaves.isEmpty() ? "" : ",")
          .append(
              "{\"seq\":%d,\"salt\":\"%s\",\"body\":\"%s\"}"
                  .formatted(seq, base64(salt), base64(bytes)));
      leaves.add(leaf);
    }
    LogCopy.Extension extension = log.extend(leaves, self.keys().log());
    log.commit(extension);
    return ("{\"type\":\"entries\",\"origin\":\"%s\",\"first\":%d,\"entries\":[%s],\"bodies\":[%s],"
            + "\"checkpoint\":%s,\"consistency\":[]}")
        .formatted(self.origin(), first, encoded, bodies, quoted(extension.checkpoint().note()));
  }

  /// Asks for all of the victim's log again.
  String want() {
    return "{\"type\":\"want\",\"origin\":\"%s\",\"from\":0}".formatted(victim.origin());
  }

  String prove() {
    return "{\"type\":\"prove\",\"origin\":\"%s\",\"size\":1}".formatted(victim.origin());
  }

  /// As many checkpoints as a frame takes, each signed, each of more than the one before.
  String checkpoints() {
    StringBuilder notes = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      Checkpoint far = new Checkpoint(self.origin(), farSize++, Hash.of(bytes(32)));
      notes
          .append(i == 0 ? "" : ",")
          .append(quoted(SignedCheckpoint.sign(far, self.keys().log()).note()));
    }
    return "{\"type\":\"checkpoints\",\"checkpoints\":[%s],\"holds\":[],\"links\":[]}"
        .formatted(notes);
  }

  /// A receipt which says that every body is missing.
  ///
  /// @param note a checkpoint of the victim
  Optional<String> receipt(String note) {
    if (!(SignedCheckpoint.verify(note, victim.identity().log())
        instanceof Outcome.Accepted<SignedCheckpoint>(var checkpoint))) {
      return Optional.empty();
    }
    TreeSet<Long> missing = new TreeSet<>();
    for (long seq = 0; seq < checkpoint.size(); seq++) {
      missing.add(seq);
    }
    String holding =
        HoldingNote.sign(
                self.origin(), checkpoint.checkpoint(), Instant.now(), missing, self.keys().log())
            .note();
    String cosignature = Cosignature.sign(checkpoint, Instant.now(), self.keys().witness()).line();
    return Optional.of(
        "{\"type\":\"receipt\",\"checkpoint\":%s,\"cosignature\":%s,\"holding\":%s}"
            .formatted(quoted(note), quoted(cosignature), quoted(holding)));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\n", "\\n") + '"';
  }
}
