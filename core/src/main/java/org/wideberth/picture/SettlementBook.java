package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.wideberth.operation.Operation;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Pending;
import org.wideberth.settlement.Settlement;
import org.wideberth.settlement.Settlements;
import org.wideberth.settlement.TakenUp;

/// Findings and what is said of them, brought together: how far each is settled, and which wait for
/// the own party.
final class SettlementBook {
  private final PartyId self;
  private final Settlements settlements = new Settlements();
  private final NavigableSet<Hash> touched = new TreeSet<>();
  private final Map<Hash, Pending> pending = new HashMap<>();
  private final NavigableSet<Pending> byStart = new TreeSet<>();
  private final ArticleSides sides;

  SettlementBook(PartyId self) {
    this.self = self;
    this.sides = new ArticleSides(self);
  }

  Settlements said() {
    return settlements;
  }

  /// With whom what is found under articles is settled.
  ArticleSides sides() {
    return sides;
  }

  /// A finding opened, changed or closed.
  void touched(Hash finding) {
    touched.add(finding);
  }

  /// Brings up to date what waits.
  ///
  /// @return the settlements of which something else is said
  List<PictureEvent> refresh(Picture picture) {
    List<PictureEvent> events = new ArrayList<>();
    for (Hash finding : settlements.drainChanged()) {
      touched.add(finding);
      settlement(picture, finding)
          .ifPresent(each -> events.add(new PictureEvent.SettlementChanged(each)));
    }
    for (Hash finding : touched) {
      Optional.ofNullable(pending.remove(finding)).ifPresent(byStart::remove);
      open(picture, finding).ifPresent(found -> waits(picture, found));
    }
    touched.clear();
    return events;
  }

  private void waits(Picture picture, OpenFinding found) {
    Hash id = found.name().id();
    Settlement settlement = settlement(picture, id).orElseThrow();
    Pending waiting =
        new Pending(
            found.name(),
            found.name().across(self),
            found.interval(),
            settlement.state(),
            settlement.takenUp().by(self).isPresent());
    pending.put(id, waiting);
    byStart.add(waiting);
  }

  /// That finding, if it is open here and the own party is a side.
  Optional<OpenFinding> open(Picture picture, Hash finding) {
    return picture
        .finding(finding)
        .filter(found -> found.involves(self))
        .map(found -> new OpenFinding(FindingName.of(found), found.seenByBoth(), found.interval()))
        .or(() -> sides.open(finding));
  }

  /// How far that finding is settled, if it is found here or anything was said of it.
  Optional<Settlement> settlement(Picture picture, Hash finding) {
    return settlements
        .of(finding)
        .or(() -> name(picture, finding).map(TakenUp::nothing))
        .map(
            takenUp -> {
              List<Operation> operations =
                  takenUp.finding().operations().stream()
                      .flatMap(id -> picture.operation(id).stream())
                      .toList();
              return isFound(picture, takenUp.finding())
                  ? Settlement.open(takenUp, operations)
                  : Settlement.closed(takenUp, operations);
            });
  }

  private Optional<FindingName> name(Picture picture, Hash finding) {
    return picture
        .finding(finding)
        .map(FindingName::of)
        .or(() -> sides.open(finding).map(OpenFinding::name));
  }

  private static boolean isFound(Picture picture, FindingName name) {
    return switch (name) {
      case FindingName.Pair pair -> picture.finding(pair.id()).isPresent();
      case FindingName.Single single -> picture.articleFinding(single.finding()).isPresent();
    };
  }

  NavigableSet<Pending> pending() {
    return Collections.unmodifiableNavigableSet(byStart);
  }
}
