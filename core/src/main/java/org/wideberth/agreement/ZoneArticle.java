package org.wideberth.agreement;

import java.util.List;
import org.wideberth.geo.Volume;
import org.wideberth.party.PartyId;
import org.wideberth.record.JsonField;

/// A zone, and who keeps to what is agreed about it.
///
/// @param id names it through all versions
/// @param name what people call it, at most [RulesDocument#TITLE_CHARS_MAX] characters
/// @param kind what is agreed about it
/// @param volume where, in which heights, and when
/// @param binds sorted, each once, at least one
/// @param noticeS seconds of notice before an entry; 0 unless it is of that kind
public record ZoneArticle(
    ArticleId id, String name, ZoneKind kind, Volume volume, List<PartyId> binds, int noticeS) {

  /// What is agreed about a zone.
  public enum ZoneKind {
    /// No operation reaches into it.
    KEEP_OUT,
    /// An operation that reaches into it is declared so long before.
    NOTIFY_BEFORE_ENTRY,
    /// An operation over or in its area stays within its heights.
    HEIGHT_LIMITED;

    public String word() {
      return JsonField.wordOf(this);
    }
  }

  public ZoneArticle {
    binds = List.copyOf(binds);
    if (binds.isEmpty() || (kind == ZoneKind.NOTIFY_BEFORE_ENTRY) != (noticeS > 0)) {
      throw new IllegalArgumentException("binds nobody, or notice in the wrong place");
    }
  }

  /// `zones/hospital`.
  public String article() {
    return "zones/" + id;
  }
}
