package org.wideberth.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.party.PartyId;
import org.wideberth.people.PersonId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// What parties have suspended and ended of their agreements, and what one of their people has
/// asked for and no other has done yet. Immutable.
///
/// @param suspensions by party, document and article; what is suspended as a whole is named once
/// @param ends by party, in the order of its log
/// @param asked of each party the last [#ASKED_MAX] that were asked for, in the order of its log
public record Steps(List<Suspension> suspensions, List<Ended> ends, List<Pending> asked) {
  /// Within that time the second person must have done what the first one asked for, by the times
  /// that the party itself wrote: nobody is to find a forgotten request months later.
  public static final Duration WITHIN = Duration.ofHours(24);

  /// More than one party's people can mean at a time.
  static final int ASKED_MAX = 8;

  /// Nobody has said anything.
  public static final Steps NONE = new Steps(List.of(), List.of(), List.of());

  /// A party does not keep to an agreement for a while, and says so.
  ///
  /// @param article of the document, or empty for all of it
  /// @param since when its second person wrote it, as the party says
  public record Suspension(
      PartyId party,
      Hash agreement,
      Optional<String> article,
      Instant since,
      String reason,
      Speaker askedBy,
      Speaker by) {}

  /// A party does not hold itself to an agreement any more.
  ///
  /// @param from of operations from that time on; not before its second person wrote it
  public record Ended(
      PartyId party, Hash agreement, Instant from, String reason, Speaker askedBy, Speaker by) {}

  /// Asked for by one person, and waiting for another of the same party.
  ///
  /// @param at the entry that asks, by which it is named
  /// @param person who signed it by passkey
  public record Pending(EntryPlace at, Instant time, Asked asked, Optional<PersonId> person) {
    public PartyId party() {
      return at.origin().party();
    }

    /// When it is too late to do it.
    public Instant until() {
      return time.plus(WITHIN);
    }
  }

  public Steps {
    suspensions = List.copyOf(suspensions);
    ends = List.copyOf(ends);
    asked = List.copyOf(asked);
  }

  /// Who has suspended what a finding was computed under.
  ///
  /// @param article of the finding
  /// @param rules the documents that it was computed under
  public List<Suspension> of(String article, Collection<Hash> rules) {
    return suspensions.stream()
        .filter(each -> rules.contains(each.agreement()))
        .filter(each -> each.article().map(article::equals).orElse(true))
        .toList();
  }

  /// One line for each of them.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    suspensions.forEach(each -> lines.add(each.toString()));
    ends.forEach(each -> lines.add(each.toString()));
    asked.forEach(each -> lines.add(each.toString()));
    return lines;
  }
}
