package org.wideberth.conflict;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wideberth.agreement.KindPair;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Verdict;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// Two operations of different parties that come closer than was agreed. Derived, never filed:
/// every node computes it for itself from what it holds, and all come to the same id.
///
/// @param id names the pair and the article through all revisions; see [#idOf]
/// @param article of the rules: `minima/air-ground`
/// @param first the side whose operation id is the smaller
/// @param second the other side
/// @param verdict the worst over all pairs of volumes and all rules; never apart
/// @param interval from the earliest start to the latest end of the overlaps of volumes that are
///     not apart
/// @param at where those volumes come closest that are closest
/// @param lowerMm the areas of those volumes are at least this far apart, in millimetres
/// @param upperMm and at most this far
/// @param heightNotes sorted: why heights count as overlapping that could not be compared
/// @param rules hashes of the documents it was computed under, sorted
/// @param disputed true if the parties do not hold themselves to the same complete agreement
public record Finding(
    Hash id,
    String article,
    Side first,
    Side second,
    Verdict verdict,
    TimeWindow interval,
    Position at,
    long lowerMm,
    long upperMm,
    List<String> heightNotes,
    List<Hash> rules,
    boolean disputed) {

  /// One of the two operations.
  ///
  /// @param revision at which the finding was computed
  /// @param seenByOther whether the other side's party is known to have this operation; if not, it
  ///     cannot see the finding
  public record Side(
      OperationId operation, int revision, Kind kind, String name, boolean seenByOther) {
    public PartyId party() {
      return operation.party();
    }
  }

  public Finding {
    if (verdict == Verdict.APART || first.operation().compareTo(second.operation()) >= 0) {
      throw new IllegalArgumentException("not a finding");
    }
    heightNotes = List.copyOf(heightNotes);
    rules = List.copyOf(rules);
  }

  /// The id of what is found between two operations under one article. The operations may be given
  /// in either order.
  public static Hash idOf(OperationId one, OperationId other, String article) {
    boolean ordered = one.compareTo(other) < 0;
    String text =
        "wideberth/finding/v1\n"
            + (ordered ? one : other).text()
            + '\n'
            + (ordered ? other : one).text()
            + '\n'
            + article
            + '\n';
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /// As [#idOf(OperationId, OperationId, String)], under the minimum of the two kinds.
  public static Hash idOf(OperationId one, Kind oneKind, OperationId other, Kind otherKind) {
    return idOf(one, other, KindPair.of(oneKind, otherKind).article());
  }

  public boolean involves(PartyId party) {
    return first.party().equals(party) || second.party().equals(party);
  }

  /// The side of that party, which must be one of the two.
  public Side sideOf(PartyId party) {
    if (!involves(party)) {
      throw new IllegalArgumentException("not a side of this finding");
    }
    return first.party().equals(party) ? first : second;
  }

  /// The side facing that party.
  public Side across(PartyId party) {
    return sideOf(party).equals(first) ? second : first;
  }

  /// True if both parties can compute it.
  public boolean seenByBoth() {
    return first.seenByOther() && second.seenByOther();
  }
}
