package org.wideberth.conflict;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;

/// What is found about one operation under one article of the rules: it crosses a line, enters a
/// zone, or came with shorter notice than agreed. A fact about a declaration, derived, never filed;
/// nobody judges it.
///
/// @param id names the operation and the article through all revisions and versions; see [#idOf]
/// @param article of the rules: `lines/dnipro`, `zones/hospital`, `lead-times/air`
/// @param operation whose author is bound by the article
/// @param revision at which it was found
/// @param name of the operation
/// @param under for each version of the rules by which it is found, sorted by hash; at least one
/// @param disputed true if its author and the other members do not all hold to one agreement
public record ArticleFinding(
    Hash id,
    String article,
    OperationId operation,
    int revision,
    Kind kind,
    String name,
    List<Under> under,
    boolean disputed) {

  /// What the operation does.
  public enum What {
    CROSSES_LINE,
    ENTERS_ZONE,
    ENTERS_AT_SHORT_NOTICE,
    LEAVES_HEIGHTS,
    LATE_NOTICE;

    public String word() {
      return JsonField.wordOf(this);
    }
  }

  /// What one version of the rules makes of it.
  ///
  /// @param rules hash of the document
  /// @param title what people call the line or zone; empty for lead times
  /// @param certain false if it is so close that arithmetic cannot tell
  /// @param interval from the earliest start to the latest end of what of the operation does it
  /// @param at a place where it does; absent for late notice
  /// @param keeps the side to which the author keeps; only of a line
  /// @param leastMm how far over the line, or past the heights, at least; else 0
  /// @param mostMm and at most
  /// @param lead how long before; only where notice is agreed
  /// @param notes sorted: why heights count as they do that could not be compared
  public record Under(
      Hash rules,
      String title,
      What what,
      boolean certain,
      TimeWindow interval,
      Optional<Position> at,
      Optional<LineSide> keeps,
      long leastMm,
      long mostMm,
      Optional<Lead> lead,
      List<String> notes) {
    public Under {
      notes = List.copyOf(notes);
    }
  }

  /// Notice that was given and that was agreed, in whole seconds before the start; what was given
  /// is rounded down, and negative if the start came first. By the author's own time.
  public record Lead(long givenS, long agreedS) {}

  public ArticleFinding {
    under = List.copyOf(under);
    if (under.isEmpty()) {
      throw new IllegalArgumentException("found under no rules");
    }
  }

  public PartyId party() {
    return operation.party();
  }

  /// From the earliest start to the latest end, whichever version of the rules counts.
  public TimeWindow interval() {
    return under.stream().map(Under::interval).reduce(PairCheck::hull).orElseThrow();
  }

  /// False if it is so close under every version of the rules that arithmetic cannot tell.
  public boolean certain() {
    return under.stream().anyMatch(Under::certain);
  }

  /// The id of what is found about an operation under an article.
  public static Hash idOf(OperationId operation, String article) {
    String text = "wideberth/finding/v1\n%s\n%s\n".formatted(operation.text(), article);
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
