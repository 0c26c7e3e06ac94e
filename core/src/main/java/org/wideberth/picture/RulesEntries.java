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
  private record Said(RulesMessage message, Optional<Branch> branch) {}

  private final NavigableMap<EntryPlace, Said> entries = new TreeMap<>();

  private final NavigableMap<PartyId, Branch> branches = new TreeMap<>();

  /// There is a second history of a log, whatever it says of rules.
  ///
  /// @return true if that is news
  boolean know(Branch branch) {
    return branches.putIfAbsent(branch.origin().party(), branch) == null;
  }

  void put(EntryPlace at, RulesMessage message, Optional<Branch> branch) {
    entries.put(at, new Said(message, branch));
  }

  /// Who adopted what. Of a party with two histories the last adoption of each counts; one before
  /// they part counts for both.
  AgreementState state() {
    Map<PartyId, List<Hash>> adoptions = new HashMap<>();
    Map<PartyId, Hash> otherwise = new HashMap<>();
    Map<PartyId, Hash> inCommon = new HashMap<>();
    List<Rules> known = new ArrayList<>();
    entries.forEach(
        (at, said) -> {
          known.add(said.message().rules());
          if (said.message() instanceof RulesMessage.Adopted(Rules rules)) {
            PartyId party = at.origin().party();
            if (said.branch().isPresent()) {
              otherwise.put(party, rules.hash());
            } else {
              adoptions.computeIfAbsent(party, each -> new ArrayList<>()).add(rules.hash());
              Branch branch = branches.get(party);
              if (branch != null
                  && (!at.origin().equals(branch.origin()) || at.seq() < branch.from())) {
                inCommon.put(party, rules.hash());
              }
            }
          }
        });
    inCommon.forEach(otherwise::putIfAbsent);
    return new AgreementState(adoptions, otherwise, known);
  }
}
