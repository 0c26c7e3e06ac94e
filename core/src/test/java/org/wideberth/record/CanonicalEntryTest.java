package org.wideberth.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;

/// The quick reading of a leaf says what the JSON says, or nothing.
final class CanonicalEntryTest {
  private static final long SEED = 20_261_127;
  private static final int ENTRIES = 400;
  private static final int CHANGES_EACH = 300;
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          ",",
          "0",
          "01",
          "-1",
          " ",
          "]",
          "[",
          "}",
          "{",
          "*",
          "\"*\"",
          "\\u0061",
          "=",
          ",\"to\":[]",
          "\"seen\":[],",
          "9223372036854775808",
          "1e3",
          "true",
          "null",
          "é");

  private final Random random = new Random(SEED);

  private PartyId party() {
    return new PartyId("p" + random.nextInt(60) + (random.nextBoolean() ? "" : "-x"));
  }

  private Hash hash() {
    byte[] bytes = new byte[Hash.BYTES];
    random.nextBytes(bytes);
    return Hash.of(bytes);
  }

  private Entry entry() {
    List<Entry.Seen> seen = new ArrayList<>();
    List<PartyId> readers = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      readers.add(party());
      PartyId other = party();
      if (seen.isEmpty() || seen.getLast().party().compareTo(other) < 0) {
        seen.add(new Entry.Seen(other, 1 + random.nextInt(3), 1 + random.nextInt(1 << 20), hash()));
      }
    }
    Audience to =
        switch (random.nextInt(4)) {
          case 0 -> Audience.everyone();
          case 1 -> new Audience.Sealed();
          default -> new Audience.Named(readers);
        };
    return new Entry(
        new Origin(new TheatreId("range"), party(), 1 + random.nextInt(100)),
        random.nextLong(Limits.LOG_SIZE_MAX),
        Instant.ofEpochMilli(random.nextLong(Limits.EPOCH_MILLIS_MAX)),
        to,
        seen,
        hash());
  }

  private byte[] changed(byte[] leaf) {
    int at = random.nextInt(leaf.length);
    byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    int dropped = random.nextInt(3) == 0 ? Math.min(leaf.length - at, random.nextInt(6)) : 0;
    boolean insert = random.nextBoolean();
    byte[] changed = new byte[leaf.length - dropped + (insert ? piece.length : 0)];
    System.arraycopy(leaf, 0, changed, 0, at);
    int to = at;
    if (insert) {
      System.arraycopy(piece, 0, changed, at, piece.length);
      to += piece.length;
    }
    System.arraycopy(leaf, at + dropped, changed, to, leaf.length - at - dropped);
    if (!insert && dropped == 0) {
      changed[at] = (byte) random.nextInt(256);
    }
    return changed;
  }

  @Test
  void whatIsWrittenAsEntriesAreIsReadAsItIs() {
    for (int i = 0; i < ENTRIES; i++) {
      Entry entry = entry();
      assertThat(CanonicalEntry.read(entry.toBytes())).isEqualTo(entry);
      assertThat(Entry.parseAny(entry.toBytes())).isEqualTo(Outcome.accept(entry));
    }
  }

  @Test
  void whateverElseIsReadIsWhatTheJsonSays() {
    int both = 0;
    int onlyJson = 0;
    for (int i = 0; i < ENTRIES; i++) {
      byte[] leaf = entry().toBytes();
      for (int change = 0; change < CHANGES_EACH; change++) {
        byte[] changed = changed(leaf);
        Entry quick = CanonicalEntry.read(changed);
        Outcome<Entry> json = Entry.parseAny(changed);
        if (quick != null) {
          both++;
          assertThat(json)
              .as(new String(changed, StandardCharsets.ISO_8859_1))
              .isEqualTo(Outcome.accept(quick));
        } else if (json instanceof Outcome.Accepted<Entry>) {
          onlyJson++;
        }
        assertThat(Entry.parse(changed)).isEqualTo(json);
      }
    }
    assertThat(both).as("changed and still read").isGreaterThan(ENTRIES);
    assertThat(onlyJson).as("read as JSON only").isGreaterThan(ENTRIES / 4);
  }

  @Test
  void whatIsCutOffIsNotRead() {
    byte[] leaf = entry().toBytes();
    for (int length = 0; length < leaf.length; length++) {
      assertThat(CanonicalEntry.read(Arrays.copyOf(leaf, length))).isNull();
    }
  }
}
