package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Steps;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// The alarms about agreements that are suspended or ended: one for each party that did, so that
/// nobody fills the board by suspending everything one by one.
final class AgreementAlarms {
  /// Of one party, so many are named; the rest are counted.
  private static final int NAMED_MAX = 5;

  private AgreementAlarms() {}

  static List<Alarm> alarms(AgreementState agreement, Instant now) {
    Map<PartyId, List<Steps.Suspension>> suspended = new TreeMap<>();
    for (Steps.Suspension each : agreement.steps().suspensions()) {
      if (agreement.holds(each.party(), each.agreement())) {
        suspended.computeIfAbsent(each.party(), _ -> new ArrayList<>()).add(each);
      }
    }
    List<Alarm> alarms = new ArrayList<>();
    suspended.forEach((party, all) -> alarms.add(suspended(agreement, party, all)));
    for (Steps.Ended each : agreement.steps().ends()) {
      boolean stands =
          !agreement.holdsOn(each.party(), each.agreement())
              && agreement
                  .latest(each.party())
                  .filter(rules -> rules.hash().equals(each.agreement()))
                  .isPresent();
      if (stands) {
        alarms.add(ended(agreement, each, now));
      }
    }
    return alarms;
  }

  private static Alarm suspended(
      AgreementState agreement, PartyId party, List<Steps.Suspension> all) {
    StringBuilder words = new StringBuilder();
    for (Steps.Suspension each : all.subList(0, Math.min(all.size(), NAMED_MAX))) {
      words.append(
          "%s of rules %s since %s, by %s and %s: \"%s\". "
              .formatted(
                  each.article().orElse("all"),
                  title(agreement, each.agreement()),
                  each.since(),
                  each.askedBy().name(),
                  each.by().name(),
                  each.reason()));
    }
    String more = all.size() > NAMED_MAX ? all.size() - NAMED_MAX + " more. " : "";
    return new Alarm(
        Alarm.Code.AGREEMENT_SUSPENDED,
        Optional.of(party),
        ("%s has suspended %s%sFindings under it are computed and shown as before; the channel,"
                + " receipts and watches are as they were.")
            .formatted(party, words, more),
        Optional.of(all.getFirst().since()));
  }

  private static Alarm ended(AgreementState agreement, Steps.Ended end, Instant now) {
    return new Alarm(
        Alarm.Code.AGREEMENT_ENDED,
        Optional.of(end.party()),
        "%s %s rules %s from %s, by %s and %s: \"%s\". The channel goes on as before."
            .formatted(
                end.party(),
                end.from().isAfter(now) ? "ends" : "has ended",
                title(agreement, end.agreement()),
                end.from(),
                end.askedBy().name(),
                end.by().name(),
                end.reason()),
        Optional.empty());
  }

  private static String title(AgreementState agreement, Hash hash) {
    return Optional.ofNullable(agreement.documents().get(hash))
        .map(rules -> "\"" + rules.document().title() + "\"")
        .orElseGet(hash::toString);
  }
}
