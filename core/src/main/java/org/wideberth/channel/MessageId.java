package org.wideberth.channel;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.party.PartyId;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// How people and programs name a message: `<party>.<epoch>.<seq>`, the place of its entry in its
/// author's log. Of two histories of a log, the second one's messages end in `-x` and eight hex
/// digits of the entry at which they part. What is signed names the entry itself, by its hash.
///
/// @param variant eight hex digits, or empty
public record MessageId(PartyId party, int epoch, long seq, String variant)
    implements Comparable<MessageId> {
  private static final Pattern TEXT =
      Pattern.compile("([a-z][a-z0-9-]{0,31})\\.([0-9]{1,7})\\.([0-9]{1,16})(?:-x([0-9a-f]{8}))?");
  private static final int VARIANT_DIGITS = 8;

  public static MessageId of(EntryPlace at, Optional<Branch> branch) {
    String variant =
        branch
            .map(each -> HexFormat.of().formatHex(each.leaf().bytes()).substring(0, VARIANT_DIGITS))
            .orElse("");
    return new MessageId(at.origin().party(), at.origin().epoch(), at.seq(), variant);
  }

  /// Reads what [#text] wrote, in the one way that it is written.
  public static Outcome<MessageId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      long epoch = Long.parseLong(matcher.group(2));
      long seq = Long.parseLong(matcher.group(3));
      MessageId id =
          new MessageId(
              new PartyId(matcher.group(1)),
              (int) epoch,
              seq,
              Optional.ofNullable(matcher.group(4)).orElse(""));
      if (epoch <= Limits.EPOCH_MAX && seq <= Limits.LOG_SIZE_MAX && id.text().equals(text)) {
        return Outcome.accept(id);
      }
    }
    return Outcome.refuse(
        RefusalCode.MALFORMED, "a message id is <party>.<epoch>.<number>, as in amber.1.17");
  }

  /// As in `amber.1.17`.
  public String text() {
    String base = party + "." + epoch + "." + seq;
    return variant.isEmpty() ? base : base + "-x" + variant;
  }

  @Override
  public int compareTo(MessageId other) {
    int order = party.compareTo(other.party);
    order = order == 0 ? Integer.compare(epoch, other.epoch) : order;
    order = order == 0 ? Long.compare(seq, other.seq) : order;
    return order == 0 ? variant.compareTo(other.variant) : order;
  }

  @Override
  public String toString() {
    return text();
  }
}
