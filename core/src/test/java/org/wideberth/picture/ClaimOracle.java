package org.wideberth.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.claim.BasisContest;
import org.wideberth.claim.Claim;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.claim.Claims;
import org.wideberth.claim.Crossing;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Entry;
import org.wideberth.record.EntryPlace;
import org.wideberth.refusal.Outcome;

/// What is claimed, looked for in all entries again for each report.
final class ClaimOracle {
  private record Said(EntryPlace at, Audience to, ClaimBody body) {
    PartyId author() {
      return at.origin().party();
    }
  }

  private final List<Said> all = new ArrayList<>();

  /// Takes an entry in, and says whether it counts.
  boolean read(HeldEntry held, Entry entry, byte[] bytes) {
    if (entry.to() instanceof Audience.Sealed
        || !(ClaimBody.parse(held.origin().theatre(), bytes)
            instanceof Outcome.Accepted<ClaimBody>(ClaimBody said))) {
      return false;
    }
    PartyId author = held.origin().party();
    PartyId other =
        switch (said) {
          case ClaimBody.Reported reported -> reported.of();
          case ClaimBody.Spoken spoken -> spoken.report().origin().party();
          case ClaimBody.OnBasis basis -> basis.operation().party();
        };
    boolean mine = other.equals(author);
    boolean may =
        switch (said) {
          case ClaimBody.Reported _ -> mine || entry.to().names(other);
          case ClaimBody.Spoken spoken ->
              (mine || entry.to().names(other))
                  && (spoken.stance() == Stance.TAKEN_BACK
                      || mine == (spoken.stance() == Stance.CORRECTED));
          case ClaimBody.OnBasis _ -> !mine && entry.to().names(other);
        };
    if (may) {
      all.add(
          new Said(new EntryPlace(held.origin(), held.seq(), held.leafHash()), entry.to(), said));
    }
    return may;
  }

  Set<String> words() {
    Set<String> words = new TreeSet<>();
    for (Said report : all) {
      if (report.body() instanceof ClaimBody.Reported) {
        matter(report, words);
      }
    }
    for (Said said : all) {
      if (said.body() instanceof ClaimBody.OnBasis basis && basis.contested()) {
        contest(said, basis, words);
      }
    }
    return words;
  }

  private void matter(Said report, Set<String> words) {
    Map<PartyId, List<Said>> byAuthor = new TreeMap<>();
    byAuthor.computeIfAbsent(report.author(), _ -> new ArrayList<>()).add(report);
    all.stream()
        .filter(
            each ->
                each.body() instanceof ClaimBody.Spoken spoken
                    && spoken.report().equals(report.at())
                    && (each.author().equals(report.author()) || report.to().names(each.author())))
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .forEach(each -> byAuthor.computeIfAbsent(each.author(), _ -> new ArrayList<>()).add(each));
    byAuthor.forEach(
        (author, said) -> {
          for (int i = 0; i < said.size(); i++) {
            if (!isTakingBack(said.get(i))) {
              String becomes =
                  i + 1 == said.size()
                      ? "stands"
                      : isTakingBack(said.get(i + 1)) ? "taken-back" : "corrected";
              words.add("%s %s %s".formatted(report.at(), said.get(i).at(), becomes));
            }
          }
          if (said.size() > Claims.SAYINGS_MAX) {
            throw new IllegalStateException("too many for this oracle");
          }
        });
  }

  private static boolean isTakingBack(Said said) {
    return said.body() instanceof ClaimBody.Spoken spoken && spoken.stance() == Stance.TAKEN_BACK;
  }

  /// The last one by its author of the same basis, and whether something follows it.
  private void contest(Said said, ClaimBody.OnBasis basis, Set<String> words) {
    List<Boolean> later =
        all.stream()
            .filter(
                each ->
                    each.author().equals(said.author())
                        && each.at().compareTo(said.at()) > 0
                        && each.body() instanceof ClaimBody.OnBasis other
                        && other.operation().equals(basis.operation())
                        && other.basis().equals(basis.basis()))
            .map(each -> ((ClaimBody.OnBasis) each.body()).contested())
            .toList();
    if (!later.contains(true)) {
      words.add(words(basis.operation(), said.at(), later.isEmpty()));
    }
  }

  private static String words(OperationId operation, EntryPlace at, boolean stands) {
    return "%s %s %s".formatted(operation, at, stands);
  }

  /// The same of a picture.
  static Set<String> words(Picture picture) {
    Set<String> words = new TreeSet<>();
    for (Crossing crossing : picture.claims().latest(Optional.empty(), Integer.MAX_VALUE)) {
      for (List<Claim> claims : crossing.claims().values()) {
        for (Claim claim : claims) {
          String standing = claim.standing().name().toLowerCase(Locale.ROOT);
          words.add("%s %s %s".formatted(crossing.at(), claim.at(), standing.replace('_', '-')));
        }
      }
    }
    picture
        .claims()
        .contested(Optional.empty())
        .forEach(
            id -> {
              for (BasisContest contest : picture.claims().contests(id)) {
                words.add(words(id, contest.at(), contest.stands()));
              }
            });
    return words;
  }
}
