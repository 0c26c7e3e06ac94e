package org.wideberth.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.wideberth.conflict.Finding;
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

  SettlementBook(PartyId self) {
    this.self = self;
  }

  Settlements said() {
    return settlements;
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
      picture
          .finding(finding)
          .filter(found -> found.involves(self))
          .ifPresent(found -> waits(picture, found));
    }
    touched.clear();
    return events;
  }

  private void waits(Picture picture, Finding found) {
    Settlement settlement = settlement(picture, found.id()).orElseThrow();
    Pending waiting =
        new Pending(
            settlement.takenUp().finding(),
            found.across(self).party(),
            found.interval(),
            settlement.state(),
            settlement.takenUp().by(self).isPresent());
    pending.put(found.id(), waiting);
    byStart.add(waiting);
  }

  /// How far that finding is settled, if it is found here or anything was said of it.
  Optional<Settlement> settlement(Picture picture, Hash finding) {
    Optional<Finding> found = picture.finding(finding);
    return settlements
        .of(finding)
        .or(() -> found.map(each -> TakenUp.nothing(FindingName.of(each))))
        .map(
            takenUp -> {
              Optional<Operation> first = picture.operation(takenUp.finding().first());
              Optional<Operation> second = picture.operation(takenUp.finding().second());
              return found.isPresent()
                  ? Settlement.open(takenUp, first, second)
                  : Settlement.closed(takenUp, first, second);
            });
  }

  NavigableSet<Pending> pending() {
    return Collections.unmodifiableNavigableSet(byStart);
  }
}
