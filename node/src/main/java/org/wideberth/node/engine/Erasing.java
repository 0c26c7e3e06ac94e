package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wideberth.picture.Draft;
import org.wideberth.picture.Erasure;
import org.wideberth.record.Audience;
import org.wideberth.record.BodiesErased;
import org.wideberth.record.Entry;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// Erases bodies of operations that are over for long. What goes is decided in core; here it is
/// found in the logs, recorded, and of own entries told to everybody, so that who joins later does
/// not wait for what nobody sends. Owned by the engine.
final class Erasing {
  private final Ledger ledger;
  private final Entropy entropy;
  private final Map<EntryPlace, Entry> found = new HashMap<>();

  Erasing(Ledger ledger, Entropy entropy) {
    this.ledger = ledger;
    this.entropy = entropy;
  }

  Outcome<Done> erase(Command.Erase command, Instant now, Batch batch) {
    Erasure.Request request = new Erasure.Request(command.olderThan(), command.only());
    return plan(request, now).map(plan -> done(plan, command.rehearse(), now, batch));
  }

  /// Again until no body that goes is also that of an entry that stays.
  private Outcome<Erasure.Plan> plan(Erasure.Request request, Instant now) {
    Set<EntryPlace> wanted = new HashSet<>();
    while (true) {
      Outcome<Erasure.Plan> outcome =
          Erasure.decide(
              ledger.picture(), request, now, at -> entry(at).time(), Set.copyOf(wanted));
      if (!(outcome instanceof Outcome.Accepted<Erasure.Plan>(var plan))
          || !wanted.addAll(shared(plan))) {
        return outcome;
      }
    }
  }

  /// Entries of a plan whose bodies are those of others too. An author never shares a body between
  /// entries, but whoever has one can.
  private Set<EntryPlace> shared(Erasure.Plan plan) {
    Map<Hash, EntryPlace> going = new HashMap<>();
    Set<EntryPlace> places = new HashSet<>();
    for (Erasure.Item item : plan.items()) {
      going.put(entry(item.at()).body(), item.at());
      places.add(item.at());
    }
    Set<EntryPlace> shared = new HashSet<>();
    for (LogCopy log : histories().toList()) {
      for (long seq = 0; seq < log.size(); seq++) {
        byte[] leaf = log.entry(seq);
        if (Entry.parse(leaf) instanceof Outcome.Accepted<Entry>(var entry)
            && going.containsKey(entry.body())
            && !ledger.erasures().isErased(log.origin(), seq, entry.body())
            && !places.contains(new EntryPlace(log.origin(), seq, Hash.sha256(leaf)))) {
          shared.add(going.get(entry.body()));
        }
      }
    }
    return shared;
  }

  private Done done(Erasure.Plan plan, boolean rehearse, Instant now, Batch batch) {
    Done.Erased done = new Done.Erased(plan.operations(), plan.items().size(), plan.left());
    if (rehearse || plan.items().isEmpty()) {
      return done;
    }
    Map<Origin, SortedSet<Long>> own = new TreeMap<>();
    for (Erasure.Item item : plan.items()) {
      Entry entry = entry(item.at());
      Kept.BodyErased erased =
          new Kept.BodyErased(
              entry.origin(), entry.seq(), entry.body(), item.operation(), now.toEpochMilli());
      batch.keep(erased);
      batch.erase(entry.body());
      ledger.erasures().add(erased);
      if (entry.origin().party().equals(ledger.self())
          && !entry.to().equals(Audience.authorOnly())) {
        own.computeIfAbsent(entry.origin(), _ -> new TreeSet<>()).add(entry.seq());
      }
    }
    List<Draft> words = new ArrayList<>();
    own.forEach(
        (origin, seqs) ->
            BodiesErased.of(origin, seqs)
                .forEach(body -> words.add(new Draft(Audience.everyone(), body.toBytes()))));
    ledger.write(words, now, entropy, batch);
    ledger.foldAnew();
    return done;
  }

  private Stream<LogCopy> histories() {
    return Stream.of(
            Stream.of(ledger.own().durable()),
            ledger.peerLogs().values().stream().map(PeerLog::copy),
            ledger.branches().values().stream().map(PeerLog::copy))
        .flatMap(logs -> logs);
  }

  /// The entry of which the picture knows; in the own log it may be about to become durable.
  private Entry entry(EntryPlace at) {
    return found.computeIfAbsent(
        at,
        _ ->
            at.origin().equals(ledger.own().origin())
                    && at.seq() < ledger.own().size()
                    && Hash.sha256(ledger.own().leaf(at.seq())).equals(at.leaf())
                ? ledger.own().entry(at.seq())
                : stored(at));
  }

  private Entry stored(EntryPlace at) {
    return histories()
        .filter(log -> log.origin().equals(at.origin()) && at.seq() < log.size())
        .filter(log -> Hash.sha256(log.entry(at.seq())).equals(at.leaf()))
        .findFirst()
        .map(log -> Entry.parse(log.entry(at.seq())).orThrow())
        .orElseThrow(() -> new IllegalStateException("the picture has an entry of no log: " + at));
  }
}
