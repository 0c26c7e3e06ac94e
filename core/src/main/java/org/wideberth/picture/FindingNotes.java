package org.wideberth.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/// What the own party has to tell its counterparts about the findings between them: those that
/// opened or changed, and those that closed, since it last noted them in its own log. A finding
/// that the counterpart cannot see is not told, nor one of an operation that is over for so long
/// that it was erased here.
public final class FindingNotes {
  private FindingNotes() {}

  /// Notes in one batch: what is more waits for the next one, so that nobody else has to wait.
  private static final int BATCH_MAX = 256;

  /// The notes that are due, by counterpart, each within the limits of a body; none if the log says
  /// it all. Of very many only some. What was noted before is in the picture, so this is right
  /// after a restart too.
  public static List<Draft> batch(Picture picture) {
    NavigableMap<PartyId, List<FindingNote>> opened = new TreeMap<>();
    NavigableMap<PartyId, List<FindingNote>> closed = new TreeMap<>();
    PartyId self = picture.self();
    for (Hash finding : picture.notes().due().stream().limit(BATCH_MAX).toList()) {
      FindingNote note = due(picture, finding).orElseThrow();
      PartyId other = note.a().party().equals(self) ? note.b().party() : note.a().party();
      (isOpen(note) ? opened : closed).computeIfAbsent(other, _ -> new ArrayList<>()).add(note);
    }
    return drafts(opened, closed);
  }

  /// True if [#batch] is not empty.
  public static boolean areDue(Picture picture) {
    return !picture.notes().due().isEmpty();
  }

  /// What is to be noted of a finding; empty if the log says it.
  static Optional<FindingNote> due(Picture picture, Hash finding) {
    PartyId self = picture.self();
    Optional<FindingNote> noted = picture.notes().latest(self, finding);
    Optional<Finding> found = picture.finding(finding);
    return found.isPresent()
        ? found
            .filter(each -> each.involves(self) && each.seenByBoth())
            .map(FindingNotes::note)
            .filter(note -> !noted.equals(Optional.of(note)))
        : noted
            .filter(FindingNotes::isOpen)
            .filter(note -> !picture.isErasedHere(note.a()) && !picture.isErasedHere(note.b()))
            .map(note -> closing(picture, note));
  }

  private static boolean isOpen(FindingNote note) {
    return note.says() == Says.CONFLICT || note.says() == Says.WITHIN_TOLERANCE;
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

  private static List<Draft> drafts(
      Map<PartyId, List<FindingNote>> opened, Map<PartyId, List<FindingNote>> closed) {
    NavigableMap<PartyId, List<FindingNote>> parties = new TreeMap<>(opened);
    closed.forEach(parties::putIfAbsent);
    List<Draft> drafts = new ArrayList<>();
    for (PartyId party : parties.keySet()) {
      List<FindingNote> open = opened.getOrDefault(party, List.of());
      List<FindingNote> close = closed.getOrDefault(party, List.of());
      int due = Math.max(open.size(), close.size());
      for (int from = 0; from < due; from += NOTES_EACH) {
        FindingsNoted noted = new FindingsNoted(part(open, from), part(close, from));
        drafts.add(new Draft(Audience.of(Set.of(party)), noted.toBytes()));
      }
    }
    return drafts;
  }

  /// Opened and closed ones each: together they fill a body at most.
  private static final int NOTES_EACH = FindingsNoted.NOTES_MAX / 2;

  private static List<FindingNote> part(List<FindingNote> notes, int from) {
    return notes.subList(Math.min(from, notes.size()), Math.min(from + NOTES_EACH, notes.size()));
  }
}
