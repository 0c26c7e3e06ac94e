package org.wideberth.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.Operation;
import org.wideberth.party.PartyId;
import org.wideberth.picture.FindingNote.Says;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.settlement.FindingName;

/// What the own party has to tell its counterparts about the findings between them, under articles
/// too: those that opened or changed, and those that closed, since it last noted them in its own
/// log. A finding that the counterpart cannot see is not told, nor one of an operation that is over
/// for so long that it was erased here.
public final class FindingNotes {
  private FindingNotes() {}

  /// Notes in one batch: what is more waits for the next one, so that nobody else has to wait.
  private static final int BATCH_MAX = 256;

  /// The notes that are due, by counterpart, each within the limits of a body; none if the log says
  /// it all. Of very many only some. What was noted before is in the picture, so this is right
  /// after a restart too.
  public static List<Draft> batch(Picture picture) {
    NavigableMap<PartyId, List<FoundNote>> byParty = new TreeMap<>();
    PartyId self = picture.self();
    for (Hash finding : picture.notes().due().stream().limit(BATCH_MAX).toList()) {
      FoundNote note = due(picture, finding).orElseThrow();
      byParty.computeIfAbsent(note.across(self), _ -> new ArrayList<>()).add(note);
    }
    List<Draft> drafts = new ArrayList<>();
    byParty.forEach((party, notes) -> drafts(notes, Audience.of(Set.of(party)), drafts));
    return drafts;
  }

  /// True if [#batch] is not empty.
  public static boolean areDue(Picture picture) {
    return !picture.notes().due().isEmpty();
  }

  /// What is to be noted of a finding; empty if the log says it.
  static Optional<FoundNote> due(Picture picture, Hash finding) {
    Optional<FoundNote> noted = picture.notes().latest(picture.self(), finding);
    Optional<OpenFinding> open = picture.open(finding);
    return open.isPresent()
        ? open.filter(OpenFinding::told)
            .map(found -> note(picture, found.name()))
            .filter(note -> !noted.equals(Optional.of(note)))
        : noted
            .filter(FoundNote::isOpen)
            .filter(note -> picture.finding(finding).isEmpty())
            .filter(note -> note.involves(picture.self()))
            .filter(note -> note.operations().stream().noneMatch(picture::isErasedHere))
            .map(note -> closing(picture, note));
  }

  private static FoundNote note(Picture picture, FindingName name) {
    return switch (name) {
      case FindingName.Pair pair -> note(picture.finding(pair.id()).orElseThrow());
      case FindingName.Single single -> SingleNote.open(picture, single);
    };
  }

  private static FoundNote closing(Picture picture, FoundNote noted) {
    return switch (noted) {
      case FindingNote pair -> closing(picture, pair);
      case SingleNote single -> SingleNote.closing(picture, single);
    };
  }

  private static FindingNote note(Finding finding) {
    return new FindingNote(
        finding.id(),
        finding.first().operation(),
        finding.first().revision(),
        finding.second().operation(),
        finding.second().revision(),
        finding.rules(),
        Notes.says(finding.verdict()));
  }

  private static FindingNote closing(Picture picture, FindingNote noted) {
    Optional<Operation> a = picture.operation(noted.a());
    Optional<Operation> b = picture.operation(noted.b());
    boolean live = isLive(a) && isLive(b);
    return new FindingNote(
        noted.finding(),
        noted.a(),
        a.map(Operation::revision).orElse(noted.aRevision()),
        noted.b(),
        b.map(Operation::revision).orElse(noted.bRevision()),
        picture.rulesOver(noted.a(), noted.b()),
        live ? Says.APART : Says.ENDED);
  }

  private static boolean isLive(Optional<Operation> operation) {
    return operation.filter(Operation::isLive).isPresent();
  }

  /// Opened and closed ones each: together they fill a body at most.
  private static final int NOTES_EACH = FindingsNoted.NOTES_MAX / 2;

  private static void drafts(List<FoundNote> notes, Audience to, List<Draft> drafts) {
    List<FindingNote> opened = new ArrayList<>();
    List<FindingNote> closed = new ArrayList<>();
    List<SingleNote> singlesOpened = new ArrayList<>();
    List<SingleNote> singlesClosed = new ArrayList<>();
    for (FoundNote note : notes) {
      switch (note) {
        case FindingNote pair -> (pair.isOpen() ? opened : closed).add(pair);
        case SingleNote single -> (single.isOpen() ? singlesOpened : singlesClosed).add(single);
      }
    }
    for (int from = 0; from < Math.max(opened.size(), closed.size()); from += NOTES_EACH) {
      drafts.add(
          new Draft(to, new FindingsNoted(part(opened, from), part(closed, from)).toBytes()));
    }
    int singles = Math.max(singlesOpened.size(), singlesClosed.size());
    for (int from = 0; from < singles; from += NOTES_EACH) {
      List<SingleNote> open = part(singlesOpened, from);
      List<SingleNote> close = part(singlesClosed, from);
      drafts.add(new Draft(to, new FindingsNoted(List.of(), List.of(), open, close).toBytes()));
    }
  }

  private static <N> List<N> part(List<N> notes, int from) {
    return notes.subList(Math.min(from, notes.size()), Math.min(from + NOTES_EACH, notes.size()));
  }
}
