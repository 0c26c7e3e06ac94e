package org.wideberth.picture;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.agreement.Rules;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.ArticleFinding.Under;
import org.wideberth.conflict.ArticleFindings;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Operation;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.settlement.FindingName;

/// With whom the own party settles what is found under articles. The author of the operation faces
/// each other member of the rules who has it, and while nobody has it, the first member, so that
/// somebody here looks at it all the same. Another member faces the author. Who is no member of
/// those rules sees what is found, and has no say in it.
final class ArticleSides {
  private final PartyId self;
  private final Map<Hash, Map<Hash, FindingName.Single>> byFinding = new HashMap<>();
  private final Map<Hash, OpenFinding> open = new HashMap<>();

  ArticleSides(PartyId self) {
    this.self = self;
  }

  /// Takes in what changed.
  ///
  /// @param operations that are new or not what they were
  /// @return the names of findings that opened, changed or closed
  Set<Hash> refresh(
      Picture picture,
      Collection<ArticleFindings.Change> changes,
      Collection<Operation> operations) {
    NavigableSet<Hash> findings = new TreeSet<>();
    changes.forEach(change -> findings.add(change.before().or(change::after).orElseThrow().id()));
    // Who has an operation may have changed, and nothing else of it.
    for (Operation operation : operations) {
      picture.articleFindings(operation.id()).forEach(each -> findings.add(each.id()));
    }
    Set<Hash> touched = new TreeSet<>();
    for (Hash finding : findings) {
      Map<Hash, FindingName.Single> before = byFinding.remove(finding);
      if (before != null) {
        touched.addAll(before.keySet());
        open.keySet().removeAll(before.keySet());
      }
      picture
          .articleFinding(finding)
          .map(each -> names(picture, each))
          .filter(names -> !names.isEmpty())
          .ifPresent(
              names -> {
                byFinding.put(finding, names);
                touched.addAll(names.keySet());
              });
    }
    return touched;
  }

  private Map<Hash, FindingName.Single> names(Picture picture, ArticleFinding finding) {
    Operation operation = picture.operation(finding.operation()).orElseThrow();
    NavigableSet<PartyId> members = new TreeSet<>();
    for (Under under : finding.under()) {
      Rules rules = Objects.requireNonNull(picture.agreement().documents().get(under.rules()));
      members.addAll(rules.document().members());
    }
    members.remove(finding.party());
    NavigableSet<PartyId> facing = new TreeSet<>(members);
    if (self.equals(finding.party())) {
      facing.removeIf(member -> !operation.isSeenBy(member));
      if (facing.isEmpty() && !members.isEmpty()) {
        facing.add(members.first());
      }
    } else {
      facing.retainAll(Set.of(self));
    }
    TimeWindow interval = finding.interval();
    Map<Hash, FindingName.Single> names = new TreeMap<>();
    for (PartyId member : facing) {
      FindingName.Single name = FindingName.of(finding, member);
      names.put(name.id(), name);
      open.put(name.id(), new OpenFinding(name, operation.isSeenBy(member), interval));
    }
    return names;
  }

  /// That finding, if it is open and the own party is a side.
  Optional<OpenFinding> open(Hash name) {
    return Optional.ofNullable(open.get(name));
  }

  /// How that article finding is named with each whom the own party faces over it.
  Collection<FindingName.Single> facing(Hash finding) {
    return byFinding.getOrDefault(finding, Map.of()).values();
  }
}
