package org.wideberth.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A peer's word on what it durably holds of a log: all entries of this checkpoint, and all bodies
/// addressed to it but those missing. What it held and erased when it was over counts as held: the
/// note says that the body came, not that it is there for ever. A note signed by the holder's log
/// key. The existence of this value means that the signature was verified. Immutable.
public final class HoldingNote {
  private static final String HEADER = "wideberth/holding/v1";

  /// Sequence numbers, both inclusive.
  public record Range(long first, long last) {
    public Range {
      if (first < 0 || last < first || last >= Limits.LOG_SIZE_MAX) {
        throw new IllegalArgumentException("not a range");
      }
    }

    boolean contains(long seq) {
      return first <= seq && seq <= last;
    }

    @Override
    public String toString() {
      return first + "-" + last;
    }

    static Outcome<Range> parse(String text) {
      int dash = text.indexOf('-');
      if (dash < 0) {
        return Outcome.refuse(RefusalCode.MALFORMED, "a range is written <first>-<last>");
      }
      return NoteLines.number(text.substring(0, dash), 0, Limits.LOG_SIZE_MAX - 1)
          .then(
              first ->
                  NoteLines.number(text.substring(dash + 1), first, Limits.LOG_SIZE_MAX - 1)
                      .map(last -> new Range(first, last)));
    }
  }

  private final Origin holder;
  private final Checkpoint checkpoint;
  private final Instant time;
  private final List<Range> missing;
  private final String note;

  private HoldingNote(
      Origin holder, Checkpoint checkpoint, Instant time, List<Range> missing, String note) {
    this.holder = holder;
    this.checkpoint = checkpoint;
    this.time = time;
    this.missing = List.copyOf(missing);
    this.note = note;
  }

  /// Signs what the holder has.
  ///
  /// @param time by the holder's clock, cut to whole seconds
  /// @param missing sequence numbers of entries addressed to the holder whose bodies it lacks; if
  ///     they need more than [Limits#MISSING_RANGES_MAX] ranges, the last range is widened, so
  ///     that less is claimed than is held, never more
  /// @param holderLogKey named as the holder's origin
  /// @throws IllegalArgumentException if it is not
  public static HoldingNote sign(
      Origin holder,
      Checkpoint checkpoint,
      Instant time,
      SortedSet<Long> missing,
      NoteSigner holderLogKey) {
    if (!holderLogKey.key().name().equals(holder.toString())) {
      throw new IllegalArgumentException("the key of another log");
    }
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    text.append("holder ").append(holder).append('\n');
    text.append("origin ").append(checkpoint.origin()).append('\n');
    text.append("size ").append(checkpoint.size()).append('\n');
    text.append("root ").append(checkpoint.root()).append('\n');
    text.append("time ").append(time.getEpochSecond()).append('\n');
    ranges(missing).forEach(range -> text.append("missing ").append(range).append('\n'));
    String note = Note.sign(text.toString(), holderLogKey).toString();
    return NoteLines.read(text.toString(), lines -> read(lines, note)).orThrow();
  }

  private static List<Range> ranges(SortedSet<Long> missing) {
    List<Range> ranges = new ArrayList<>();
    for (long seq : missing) {
      boolean joins = !ranges.isEmpty() && ranges.getLast().last() == seq - 1;
      if (joins || ranges.size() == Limits.MISSING_RANGES_MAX) {
        ranges.add(new Range(ranges.removeLast().first(), seq));
      } else {
        ranges.add(new Range(seq, seq));
      }
    }
    return ranges;
  }

  /// Reads a holding note signed by this log key, and by nobody else.
  public static Outcome<HoldingNote> verify(String note, NoteKey holderLogKey) {
    return Note.parse(note)
        .then(parsed -> parsed.verify(holderLogKey))
        .then(
            own ->
                own.toString().equals(note)
                    ? NoteLines.read(own.text(), lines -> read(lines, note))
                    : Outcome.refuse(RefusalCode.MALFORMED, "a holding note has one signature"))
        .then(
            read ->
                read.holder.toString().equals(holderLogKey.name())
                        && holderLogKey.type() == SignatureType.NOTE
                    ? Outcome.accept(read)
                    : Outcome.refuse(RefusalCode.UNPROVEN, "signed by another than the holder"));
  }

  /// Reads only whose note it says it is, so that the key can be looked up; proves nothing.
  public static Outcome<Origin> holderOf(String note) {
    return Note.parse(note)
        .then(
            parsed ->
                NoteLines.read(
                    parsed.text(),
                    lines -> {
                      lines.exactly(HEADER);
                      Origin holder = lines.value("holder", Origin::parse);
                      lines.skipRest();
                      return holder;
                    }));
  }

  private static HoldingNote read(NoteLines lines, String note) {
    lines.exactly(HEADER);
    Origin holder = lines.value("holder", Origin::parse);
    Origin origin = lines.value("origin", Origin::parse);
    long size = lines.value("size", text -> NoteLines.number(text, 1, Limits.LOG_SIZE_MAX));
    Hash root = lines.value("root", Hash::parse);
    long seconds =
        lines.value("time", text -> NoteLines.number(text, 1, Limits.EPOCH_MILLIS_MAX / 1000));
    return new HoldingNote(
        holder,
        new Checkpoint(origin, size, root),
        Instant.ofEpochSecond(seconds),
        missing(lines, size),
        note);
  }

  private static List<Range> missing(NoteLines lines, long size) {
    List<Range> ranges = new ArrayList<>();
    for (Optional<String> line = lines.optional("missing");
        line.isPresent();
        line = lines.optional("missing")) {
      Range range = lines.check("missing", Range.parse(line.get()));
      boolean ascending = ranges.isEmpty() || range.first() > ranges.getLast().last() + 1;
      if (!ascending || range.last() >= size) {
        throw Json.refusal(
            RefusalCode.MALFORMED, "the missing ranges must ascend with gaps, within the log");
      }
      ranges.add(range);
    }
    if (ranges.size() > Limits.MISSING_RANGES_MAX) {
      throw Json.refusal(
          RefusalCode.LIMIT_EXCEEDED,
          "%d ranges are more than %d".formatted(ranges.size(), Limits.MISSING_RANGES_MAX));
    }
    return ranges;
  }

  public Origin holder() {
    return holder;
  }

  /// The log, size and root that are held.
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /// By the holder's clock, in whole seconds.
  public Instant time() {
    return time;
  }

  /// Ascending, with gaps between them.
  public List<Range> missing() {
    return missing;
  }

  /// True if the note says that the body of this entry is missing.
  public boolean lacks(long seq) {
    return missing.stream().anyMatch(range -> range.contains(seq));
  }

  /// As it is sent and kept: the text with the holder's signature line.
  public String note() {
    return note;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HoldingNote holding && note.equals(holding.note);
  }

  @Override
  public int hashCode() {
    return note.hashCode();
  }

  @Override
  public String toString() {
    return note;
  }
}
