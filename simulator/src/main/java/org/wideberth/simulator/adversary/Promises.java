package org.wideberth.simulator.adversary;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wideberth.node.engine.Alarm;
import org.wideberth.party.PartyId;
import org.wideberth.record.Entry;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.simulator.world.Broken;

/// What must hold when all is whole again and liars are silent.
final class Promises {
  private static final Set<Alarm.Code> ACCUSATIONS =
      Set.of(
          Alarm.Code.FORK,
          Alarm.Code.GARBAGE,
          Alarm.Code.LOG_DOES_NOT_CONTINUE,
          Alarm.Code.RELAY_DOES_NOT_FIT,
          Alarm.Code.UNRESOLVED,
          Alarm.Code.FINDINGS_DIFFER,
          Alarm.Code.KEYS_DISPUTED,
          Alarm.Code.AFTER_LAST_GOOD,
          Alarm.Code.REPLACED_KEY_USED);

  private static final Set<Alarm.Code> OWN_TROUBLE =
      Set.of(Alarm.Code.OWN_LOG_BEHIND, Alarm.Code.OWN_LOG_UNPROVEN, Alarm.Code.STORAGE_FAILED);

  private final List<Honest> honest;
  private final List<Liar> liars;
  private final Set<PartyId> forkers;
  private final Set<PartyId> robbed;
  private final Set<PartyId> erasers;

  /// @param forkers who signed two histories
  /// @param robbed whose keys others used
  /// @param erasers who has less than others, and is none the worse for it
  Promises(
      List<Honest> honest,
      List<Liar> liars,
      Set<PartyId> forkers,
      Set<PartyId> robbed,
      Set<PartyId> erasers) {
    this.honest = honest;
    this.liars = liars;
    this.forkers = forkers;
    this.robbed = robbed;
    this.erasers = erasers;
  }

  void hold() {
    for (Honest node : honest) {
      if (!node.runs()) {
        throw new Broken("%s does not come back: %s".formatted(node.party(), node.whyNot()));
      }
    }
    for (Honest node : honest) {
      node.checkAcknowledged();
      alarms(node);
      honest.forEach(author -> complete(node, author));
    }
    forks();
    pictures();
  }

  /// No honest party is accused of anything, and every honest node writes again.
  private void alarms(Honest node) {
    for (Alarm alarm : node.alarms()) {
      boolean aboutHonest =
          alarm.party().isPresent()
              && !robbed.contains(alarm.party().get())
              && honest.stream().anyMatch(each -> each.party().equals(alarm.party().get()));
      if ((aboutHonest && ACCUSATIONS.contains(alarm.code()))
          || OWN_TROUBLE.contains(alarm.code())) {
        throw new Broken("%s alarms: %s".formatted(node.party(), alarm));
      }
    }
  }

  private static void complete(Honest holder, Honest author) {
    long size = size(author, author.card().origin());
    long held = size(holder, author.card().origin());
    int missing = holder.engine().read(view -> view.missingBodies(author.party()));
    if (held != size || (missing > 0)) {
      throw new Broken(
          "%s holds %d of %d of %s, %d bodies missing"
              .formatted(holder.party(), held, size, author.party(), missing));
    }
  }

  private static long size(Honest node, Origin log) {
    return node.engine().read(view -> view.log(log).map(LogCopy::size).orElse(0L));
  }

  /// Where two honest nodes were told different histories, all of them know it.
  private void forks() {
    for (Liar liar : liars) {
      Set<String> roots = new TreeSet<>();
      boolean known = false;
      for (Honest node : honest) {
        known |= node.alarms(Alarm.Code.FORK, liar.party());
        node.engine()
            .read(
                view ->
                    view.log(liar.origin()).map(log -> roots.add(log.size() + " " + log.root())));
      }
      boolean provable = contradicts(liar.origin());
      for (Honest node : honest) {
        boolean alarmed = node.alarms(Alarm.Code.FORK, liar.party());
        if ((provable || known) && !alarmed) {
          throw new Broken(
              "%s does not know that %s forked its log".formatted(node.party(), liar.party()));
        }
        if (alarmed && !forkers.contains(liar.party())) {
          throw new Broken("%s takes %s for a forker".formatted(node.party(), liar.party()));
        }
      }
    }
  }

  /// True if what two honest nodes hold of that log cannot both be its beginning.
  private boolean contradicts(Origin party) {
    for (Honest one : honest) {
      for (Honest other : honest) {
        boolean clash =
            one.engine()
                .read(
                    view ->
                        view.log(party)
                            .map(
                                log ->
                                    other
                                        .engine()
                                        .read(
                                            there ->
                                                there
                                                    .log(party)
                                                    .filter(its -> its.size() >= log.size())
                                                    .filter(
                                                        its ->
                                                            log.size() > 0
                                                                && !its.tree()
                                                                    .root(log.size())
                                                                    .equals(log.root()))
                                                    .isPresent()))
                            .orElse(false));
        if (clash) {
          return true;
        }
      }
    }
    return false;
  }

  /// Equal logs and bodies make equal pictures.
  private void pictures() {
    List<Honest> whole = honest.stream().filter(node -> !erasers.contains(node.party())).toList();
    for (Honest node : whole) {
      Honest first = whole.getFirst();
      if (holdings(node).equals(holdings(first)) && sameBodies(node, first)) {
        String here = node.engine().read(view -> view.picture().digest());
        String there = first.engine().read(view -> view.picture().digest());
        if (!here.equals(there) && !someAreForSome(node, first)) {
          throw new Broken("%s has another picture than %s".formatted(node.party(), first.party()));
        }
      }
    }
  }

  private String holdings(Honest node) {
    StringBuilder holdings = new StringBuilder();
    for (Honest author : honest) {
      holdings.append(size(node, author.card().origin())).append(' ');
    }
    for (Liar liar : liars) {
      Origin origin = liar.origin();
      boolean two = node.engine().read(view -> view.holdsTwoHistories(origin));
      int missing = node.engine().read(view -> view.missingBodies(liar.party()));
      // Which of two histories came first differs; sizes are of that one.
      holdings.append(two ? "both" : size(node, origin)).append('/').append(missing);
      holdings.append(' ');
    }
    return holdings.toString();
  }

  /// True if each has the bodies for both that the other has. It must, unless their author has
  /// erased some: for those a reader may still have waited.
  private boolean sameBodies(Honest one, Honest other) {
    boolean same = true;
    for (Honest author : honest) {
      if (robbed.contains(author.party())) {
        // Which of two histories is the first one differs.
        continue;
      }
      boolean sameOfAuthor =
          epochs(author.card().origin())
              .allMatch(
                  origin ->
                      forBoth(one, one, other, origin).equals(forBoth(other, one, other, origin)));
      if (!sameOfAuthor && !erasers.contains(author.party())) {
        throw new Broken(
            "%s and %s have other bodies of %s"
                .formatted(one.party(), other.party(), author.party()));
      }
      same &= sameOfAuthor;
    }
    return same;
  }

  private static Stream<Origin> epochs(Origin last) {
    return IntStream.rangeClosed(1, last.epoch())
        .mapToObj(epoch -> new Origin(last.theatre(), last.party(), epoch));
  }

  /// The bodies that are here of those entries of a log that are for both.
  private static Set<Hash> forBoth(Honest node, Honest one, Honest other, Origin origin) {
    return node.engine()
        .read(
            view -> {
              Set<Hash> here = new TreeSet<>();
              LogCopy log = view.log(origin).orElse(null);
              for (long seq = 0; log != null && seq < log.size(); seq++) {
                if (Entry.parse(log.entry(seq)) instanceof Outcome.Accepted<Entry>(var entry)
                    && isFor(entry, one)
                    && isFor(entry, other)
                    && view.body(entry.body()).isPresent()) {
                  here.add(entry.body());
                }
              }
              return here;
            });
  }

  private static boolean isFor(Entry entry, Honest node) {
    return entry.origin().party().equals(node.party()) || entry.to().names(node.party());
  }

  /// True if an operation is held by one that is not for the other.
  private static boolean someAreForSome(Honest one, Honest other) {
    return hasOwn(one, other) || hasOwn(other, one);
  }

  private static boolean hasOwn(Honest one, Honest other) {
    return one.engine()
        .read(
            view ->
                view.picture().operations().stream()
                    .anyMatch(
                        operation ->
                            other
                                .engine()
                                .read(
                                    there -> there.picture().operation(operation.id()).isEmpty())));
  }
}
