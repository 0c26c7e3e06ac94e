package org.wideberth.operation;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.wideberth.party.PartyId;
import org.wideberth.record.Branch;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Names an operation in a theatre: `<party>.<name>`, the name being `[a-z0-9.-]{1,40}`. Only that
/// party's own log says anything about it. Ordered as text.
///
/// @param party whose operation it is
/// @param name unique within the party; a node takes `<epoch>.<seq>` of the first entry about it
public record OperationId(PartyId party, String name) implements Comparable<OperationId> {
  private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,40}");
  private static final int NAME_CHARS_MAX = 40;
  private static final int TEXT_CHARS_MAX = 32 + 1 + NAME_CHARS_MAX;

  /// How an operation of a log's second history is told from that of the first: nobody declares
  /// under such a name.
  private static final Pattern VARIANT = Pattern.compile(".*-x[0-9a-f]{8}");

  private static final int VARIANT_DIGITS = 8;

  public OperationId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of an operation");
    }
  }

  /// The id of an operation of which that entry of the party's log is the first to speak.
  public static OperationId first(PartyId party, int epoch, long seq) {
    return new OperationId(party, epoch + "." + seq);
  }

  /// The name under which this operation is shown as the second history of its party's log has it.
  public OperationId variant(Branch branch) {
    String suffix =
        "-x" + HexFormat.of().formatHex(branch.leaf().bytes()).substring(0, VARIANT_DIGITS);
    String base = name;
    if (base.length() + suffix.length() > NAME_CHARS_MAX) {
      // Only a party that chooses long names itself comes here.
      base =
          HexFormat.of()
              .formatHex(Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).bytes())
              .substring(0, NAME_CHARS_MAX - suffix.length());
    }
    return new OperationId(party, base + suffix);
  }

  /// True for names that [#variant] gives: of the second of two histories.
  public boolean isVariant() {
    return VARIANT.matcher(name).matches();
  }

  public static Outcome<OperationId> parse(String text) {
    int dot = text.indexOf('.');
    if (text.length() > TEXT_CHARS_MAX
        || dot < 0
        || !NAME.matcher(text.substring(dot + 1)).matches()) {
      return Outcome.refuse(
          RefusalCode.MALFORMED,
          "an operation id is <party>.<name>, the name up to 40 of a to z, 0 to 9, . and -");
    }
    return PartyId.parse(text.substring(0, dot))
        .map(party -> new OperationId(party, text.substring(dot + 1)));
  }

  /// As it is written.
  public String text() {
    return party.text() + "." + name;
  }

  @Override
  public int compareTo(OperationId other) {
    if (party.equals(other.party)) {
      return name.compareTo(other.name);
    }
    String one = party.text();
    String two = other.party.text();
    int common = Math.min(one.length(), two.length());
    for (int i = 0; i < common; i++) {
      if (one.charAt(i) != two.charAt(i)) {
        return one.charAt(i) - two.charAt(i);
      }
    }
    // As text "a-b." comes before "a.", though the party "a" comes before "a-b".
    return text().compareTo(other.text());
  }

  @Override
  public String toString() {
    return text();
  }
}
