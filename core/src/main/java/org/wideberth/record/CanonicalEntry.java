package org.wideberth.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.refusal.Outcome;

/// Reads leaves that are written as [Entry#toBytes] writes them, which nearly all are, in a tenth
/// of the time that their JSON takes. Of whatever is written in any other way it says nothing. Used
/// once, by one thread.
final class CanonicalEntry {
  private static final int DIGITS_MAX = 18;
  private static final int HASH_CHARS = 44;

  private static final byte[] THEATRE = ascii("{\"v\":1,\"theatre\":\"");
  private static final byte[] PARTY = ascii("\",\"party\":\"");
  private static final byte[] EPOCH = ascii("\",\"epoch\":");
  private static final byte[] SEQ = ascii(",\"seq\":");
  private static final byte[] TIME = ascii(",\"time\":");
  private static final byte[] TO = ascii(",\"to\":[");
  private static final byte[] ANYBODY = ascii("\"*\"");
  private static final byte[] SEEN = ascii(",\"seen\":[");
  private static final byte[] SEEN_PARTY = ascii("{\"party\":\"");
  private static final byte[] SIZE = ascii(",\"size\":");
  private static final byte[] ROOT = ascii(",\"root\":\"");
  private static final byte[] SEEN_END = ascii("\"}");
  private static final byte[] BODY = ascii(",\"body\":\"");
  private static final byte[] END = ascii("\"}");

  private final byte[] leaf;
  private int at;

  private CanonicalEntry(byte[] leaf) {
    this.leaf = leaf;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The entry; null if it is written in another way, or is none.
  static @Nullable Entry read(byte[] leaf) {
    if (leaf.length > Limits.ENTRY_BYTES_MAX) {
      return null;
    }
    try {
      return new CanonicalEntry(leaf).entry();
    } catch (OtherForm | IllegalArgumentException other) {
      return null;
    }
  }

  private Entry entry() {
    expect(THEATRE);
    TheatreId theatre = valid(TheatreId.parse(word()));
    expect(PARTY);
    PartyId party = valid(PartyId.parse(word()));
    expect(EPOCH);
    int epoch = Math.toIntExact(Math.min(number(), Integer.MAX_VALUE));
    expect(SEQ);
    long seq = number();
    expect(TIME);
    Instant time = Instant.ofEpochMilli(number());
    Audience to = isNext(TO) ? audience() : new Audience.Sealed();
    expect(SEEN);
    List<Entry.Seen> seen = seen();
    expect(BODY);
    Hash body = hash();
    expect(END);
    if (at < leaf.length) {
      throw OtherForm.THROWN;
    }
    return new Entry(Origin.of(theatre, party, epoch), seq, time, to, seen, body);
  }

  private Audience audience() {
    expect(TO);
    if (isNext(ANYBODY)) {
      expect(ANYBODY);
      expect(']');
      return Audience.everyone();
    }
    List<PartyId> parties = new ArrayList<>();
    while (!isNext(']')) {
      if (!parties.isEmpty()) {
        expect(',');
      }
      expect('"');
      PartyId party = valid(PartyId.parse(word()));
      expect('"');
      if (!parties.isEmpty() && parties.getLast().compareTo(party) >= 0) {
        throw OtherForm.THROWN;
      }
      parties.add(party);
    }
    expect(']');
    return new Audience.Named(parties);
  }

  private List<Entry.Seen> seen() {
    List<Entry.Seen> seen = new ArrayList<>();
    while (!isNext(']')) {
      if (!seen.isEmpty()) {
        expect(',');
      }
      expect(SEEN_PARTY);
      PartyId party = valid(PartyId.parse(word()));
      expect(EPOCH);
      int epoch = Math.toIntExact(Math.min(number(), Integer.MAX_VALUE));
      expect(SIZE);
      long size = number();
      expect(ROOT);
      seen.add(new Entry.Seen(party, epoch, size, hash()));
      expect(SEEN_END);
    }
    expect(']');
    return seen;
  }

  private static <T> T valid(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Accepted<T>(var value)) {
      return value;
    }
    throw OtherForm.THROWN;
  }

  private boolean isNext(char c) {
    return at < leaf.length && leaf[at] == c;
  }

  private boolean isNext(byte[] text) {
    if (leaf.length - at < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (leaf[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private void expect(char c) {
    if (!isNext(c)) {
      throw OtherForm.THROWN;
    }
    at++;
  }

  private void expect(byte[] text) {
    if (!isNext(text)) {
      throw OtherForm.THROWN;
    }
    at += text.length;
  }

  /// As far as the next quotation mark, and as [PartyId#isName] has it: nothing that is escaped.
  private String word() {
    int from = at;
    while (at < leaf.length && leaf[at] != '"') {
      at++;
    }
    return new String(leaf, from, at - from, StandardCharsets.ISO_8859_1);
  }

  /// Not negative, and without zeros before it.
  private long number() {
    int from = at;
    long number = 0;
    while (at < leaf.length && leaf[at] >= '0' && leaf[at] <= '9' && at - from < DIGITS_MAX) {
      number = 10 * number + (leaf[at++] - '0');
    }
    if (at == from || (leaf[from] == '0' && at - from > 1)) {
      throw OtherForm.THROWN;
    }
    return number;
  }

  private Hash hash() {
    if (leaf.length - at < HASH_CHARS) {
      throw OtherForm.THROWN;
    }
    String base64 = new String(leaf, at, HASH_CHARS, StandardCharsets.ISO_8859_1);
    at += HASH_CHARS;
    return valid(Hash.parse(base64));
  }

  /// Written in another way.
  private static final class OtherForm extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says nothing of where, so that it costs nothing.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final OtherForm THROWN = new OtherForm();

    private OtherForm() {
      super("another form", null, false, false);
    }
  }
}
