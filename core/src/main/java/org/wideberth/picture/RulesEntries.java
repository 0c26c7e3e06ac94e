package org.wideberth.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.party.PartyId;
import org.wideberth.record.Branch;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// The entries about rules, and what they come to.
final class RulesEntries {
  private final NavigableMap<EntryPlace, RulesMessage> first = new TreeMap<>();

  /// In second histories; the very same entry may stand in the first one too.
  private final NavigableMap<EntryPlace, RulesMessage> second = new TreeMap<>();

  private final NavigableMap<PartyId, Branch> branches = new TreeMap<>();

  /// There is a second history of a log, whatever it says of rules.
  ///
  /// @return true if that is news
  boolean know(Branch branch) {
    return branches.putIfAbsent(branch.origin().party(), branch) == null;
  }

  void put(EntryPlace at, RulesMessage message, Optional<Branch> branch) {
    (branch.isPresent() ? second : first).put(at, message);
  }

  /// Takes an entry back that turned out not to count.
  void remove(EntryPlace at) {
    first.remove(at);
    second.remove(at);
  }

  /// Who adopted what. Of a party with two histories the last adoption of each counts; one before
  /// they part counts for both.
  AgreementState state() {
    Map<PartyId, List<Hash>> adoptions = new HashMap<>();
    Map<PartyId, Hash> otherwise = new HashMap<>();
    Map<PartyId, Hash> inCommon = new HashMap<>();
    List<Rules> known = new ArrayList<>();
    first.forEach(
        (at, message) -> {
          known.add(message.rules());
          if (message instanceof RulesMessage.Adopted(Rules rules)) {
            PartyId party = at.origin().party();
            adoptions.computeIfAbsent(party, each -> new ArrayList<>()).add(rules.hash());
            Branch branch = branches.get(party);
            if (branch != null
                && (!at.origin().equals(branch.origin()) || at.seq() < branch.from())) {
              inCommon.put(party, rules.hash());
            }
          }
        });
    second.forEach(
        (at, message) -> {
          known.add(message.rules());
          if (message instanceof RulesMessage.Adopted(Rules rules)) {
            otherwise.put(at.origin().party(), rules.hash());
          }
        });
    inCommon.forEach(otherwise::putIfAbsent);
    return new AgreementState(adoptions, otherwise, known);
  }
}
