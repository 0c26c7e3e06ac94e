package org.wideberth.node.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.people.SignedAct;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Bundle;
import org.wideberth.record.Entry;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.Limits;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;
import org.wideberth.record.Receipt;
import org.wideberth.record.Salt;
import org.wideberth.record.SignedCheckpoint;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;
import org.wideberth.settlement.FindingName;

/// Gathers evidence files: the entries about one thing of the picture as far as this node holds
/// their bodies, with proofs and receipts. Owned by the engine.
final class Bundles {
  /// Three shifts a day for a year and a half, and an hourly test for five months; all of it stays
  /// in the log.
  private static final int LATEST_MAX = 3_600;

  private final Ledger ledger;
  private final EngineView.Bodies bodies;
  private final Receiving receiving;
  private final Instant now;

  Bundles(Ledger ledger, EngineView.Bodies bodies, Instant now) {
    this.ledger = ledger;
    this.bodies = bodies;
    this.receiving = new Receiving(ledger);
    this.now = now;
  }

  /// What a body is about, as far as it matters here.
  ///
  /// @param asked the entry by which a person of the party asked for it
  private record Subject(
      String type, Optional<String> operation, Optional<Hash> rules, Optional<Hash> asked) {}

  /// Everything about an operation.
  Outcome<byte[]> about(OperationId operation) {
    if (ledger.picture().operation(operation).isEmpty()
        && ledger.erasures().about(operation).isEmpty()) {
      return Outcome.refuse(RefusalCode.NOT_FOUND, "no operation " + operation + " is held here");
    }
    return bundle(everything(operation));
  }

  /// What its author says of it, and what parties say of it under articles.
  private List<Found> everything(OperationId operation) {
    List<Found> found = new ArrayList<>(erased(operation));
    entriesOf(operation).stream().filter(each -> !isErased(each)).forEach(found::add);
    add(ledger.picture().saidUnderArticles(operation), found);
    return found;
  }

  /// Everything about an operation that is found under an article, and the adoptions of the rules
  /// that make it.
  Outcome<byte[]> about(ArticleFinding finding) {
    List<Found> found = everything(finding.operation());
    Set<Hash> rules = new HashSet<>();
    finding.under().forEach(under -> rules.add(under.rules()));
    Set<PartyId> members = new TreeSet<>();
    for (Hash hash : rules) {
      Optional.ofNullable(ledger.picture().agreement().documents().get(hash))
          .ifPresent(document -> members.addAll(document.document().members()));
    }
    for (PartyId party : members) {
      found.addAll(
          entries(
              party,
              "rules-adopted",
              subject -> subject.rules().filter(rules::contains).isPresent()));
    }
    return bundle(found);
  }

  /// Adds those entries that are not among them already.
  private void add(Collection<EntryPlace> places, List<Found> found) {
    places.stream()
        .filter(at -> found.stream().noneMatch(each -> isAt(each, at)))
        .toList()
        .forEach(at -> found(at).ifPresent(found::add));
  }

  /// Everything about both operations of a finding, and the adoptions of the rules that make it.
  Outcome<byte[]> about(Finding finding) {
    List<Found> found = new ArrayList<>(entriesOf(finding.first().operation()));
    found.addAll(entriesOf(finding.second().operation()));
    for (PartyId party : List.of(finding.first().party(), finding.second().party())) {
      found.addAll(
          entries(
              party,
              "rules-adopted",
              subject -> subject.rules().filter(finding.rules()::contains).isPresent()));
    }
    // An offer about an operation of its own author is among them already.
    add(ledger.picture().saidOf(finding.id()), found);
    return bundle(found);
  }

  /// What was said of a finding that is not found here any more, or not yet, and everything about
  /// its operations.
  Outcome<byte[]> about(FindingName finding) {
    List<Found> found = new ArrayList<>();
    for (OperationId operation : finding.operations()) {
      found.addAll(erased(operation));
      entriesOf(operation).stream().filter(each -> !isErased(each)).forEach(found::add);
    }
    add(ledger.picture().saidOf(finding.id()), found);
    return bundle(found);
  }

  /// What a party has told others of itself: who sits at its desks, who its people are, how its
  /// links did, and that it left. Of desks and links the latest [#LATEST_MAX] entries.
  Outcome<byte[]> about(PartyId party) {
    if (ledger.logs(party).isEmpty()) {
      return Outcome.refuse(RefusalCode.NOT_FOUND, "no log of a party " + party + " is held here");
    }
    List<Found> found = new ArrayList<>();
    for (String type : List.of("person-", "party-left")) {
      found.addAll(told(party, type));
    }
    for (String type : List.of("watch-", "link-tested")) {
      List<Found> all = told(party, type);
      found.addAll(all.subList(Math.max(0, all.size() - LATEST_MAX), all.size()));
    }
    return bundle(found);
  }

  /// Entries of a kind that are not for their author only, as a note for the relief is.
  private List<Found> told(PartyId party, String type) {
    return entries(party, "\"" + type, subject -> subject.type().startsWith(type)).stream()
        .filter(
            each ->
                entry(each.log(), each.seq())
                    .filter(entry -> !entry.to().equals(Audience.authorOnly()))
                    .isPresent())
        .toList();
  }

  private static boolean isAt(Found found, EntryPlace at) {
    return found.seq() == at.seq()
        && found.log().origin().equals(at.origin())
        && Hash.sha256(found.log().entry(found.seq())).equals(at.leaf());
  }

  /// Everything that parties say about a rules document, from its proposal to its end.
  Outcome<byte[]> aboutRules(Hash document) {
    if (!ledger.picture().agreement().documents().containsKey(document)) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND, "no rules document with that hash was proposed or adopted here");
    }
    Set<PartyId> parties = new TreeSet<>(ledger.picture().parties());
    List<Found> found = new ArrayList<>();
    for (PartyId party : parties) {
      found.addAll(
          entries(
              party,
              "\"rules-",
              subject ->
                  subject.type().startsWith("rules-")
                      && subject.rules().equals(Optional.of(document))));
      found.addAll(steps(party, document));
    }
    return bundle(found);
  }

  /// What people of the party asked for and did to an agreement: that it be suspended, resumed or
  /// ended.
  private List<Found> steps(PartyId party, Hash document) {
    List<Found> found =
        new ArrayList<>(
            entries(
                party,
                "\"agreement-",
                subject ->
                    subject.type().startsWith("agreement-")
                        && subject.rules().equals(Optional.of(document))));
    Set<Hash> asks = new HashSet<>();
    found.forEach(each -> asks.add(Hash.sha256(each.log().entry(each.seq()))));
    found.addAll(
        entries(
            party,
            "\"agreement-",
            subject ->
                subject.type().startsWith("agreement-")
                    && subject.asked().filter(asks::contains).isPresent()));
    return found;
  }

  /// A thread: every message of it, and what was said of each; or a report of a crossing, and what
  /// was said to it.
  Outcome<byte[]> about(MessageId message) {
    List<EntryPlace> places = new ArrayList<>();
    for (Message each : ledger.picture().channel().thread(message)) {
      places.add(each.at());
      each.handling()
          .values()
          .forEach(
              said -> {
                said.steps().values().forEach(note -> places.add(note.at()));
                said.escalations().forEach(call -> places.add(call.at()));
              });
      each.readBacks()
          .values()
          .forEach(
              readings ->
                  readings.byPlace().values().stream()
                      .flatMap(List::stream)
                      .forEach(reading -> places.add(reading.at())));
      places.addAll(ledger.picture().channel().attached().heldAt(each.at()));
    }
    ledger
        .picture()
        .claims()
        .crossing(message)
        .ifPresent(crossing -> places.addAll(crossing.places()));
    if (places.isEmpty()) {
      return Outcome.refuse(RefusalCode.NOT_FOUND, "there is no message " + message);
    }
    return bundle(places.stream().distinct().flatMap(at -> found(at).stream()).toList());
  }

  /// @param body empty if it was erased
  private record Found(LogCopy log, long seq, Optional<Body> body) {}

  /// Entries whose bodies were erased: they can be proven all the same.
  private List<Found> erased(OperationId operation) {
    List<Found> found = new ArrayList<>();
    for (Kept.BodyErased gone : ledger.erasures().about(operation)) {
      Stream.concat(
              ledger.copy(gone.origin()).stream(),
              Optional.ofNullable(ledger.branches().get(gone.origin())).map(PeerLog::copy).stream())
          .filter(log -> gone.seq() < log.size())
          .filter(
              log -> entry(log, gone.seq()).filter(e -> e.body().equals(gone.hash())).isPresent())
          .findFirst()
          .ifPresent(log -> found.add(new Found(log, gone.seq(), Optional.empty())));
    }
    return found;
  }

  private List<Found> entriesOf(OperationId operation) {
    if (operation.isVariant()) {
      return ledger.picture().steps(operation).stream()
          .flatMap(step -> found(step.at()).stream())
          .toList();
    }
    return entries(
        operation.party(),
        operation.text(),
        subject -> subject.operation().equals(Optional.of(operation.text())));
  }

  /// An entry of either of two histories.
  private Optional<Found> found(EntryPlace at) {
    return Stream.concat(
            ledger.copy(at.origin()).stream(),
            Optional.ofNullable(ledger.branches().get(at.origin())).map(PeerLog::copy).stream())
        .filter(log -> at.seq() < log.size())
        .filter(log -> Hash.sha256(log.entry(at.seq())).equals(at.leaf()))
        .findFirst()
        .flatMap(
            log ->
                entry(log, at.seq())
                    .map(Entry::body)
                    .flatMap(bodies::fetch)
                    .map(kept -> Body.of(Salt.of(kept.salt()), kept.bytes()).orThrow())
                    .map(body -> new Found(log, at.seq(), Optional.of(body))));
  }

  /// @param hint text that every wanted body contains: most are passed over without being parsed
  private List<Found> entries(PartyId party, String hint, Predicate<Subject> wanted) {
    List<Found> found = new ArrayList<>();
    for (LogCopy log : ledger.logs(party)) {
      found.addAll(entries(log, hint, wanted));
    }
    return found;
  }

  private List<Found> entries(LogCopy log, String hint, Predicate<Subject> wanted) {
    List<Found> found = new ArrayList<>();
    for (long seq = 0; seq < log.size(); seq++) {
      Optional<KeptBody> kept = entry(log, seq).map(Entry::body).flatMap(bodies::fetch);
      if (kept.isPresent() && subject(kept.get().bytes(), hint).filter(wanted).isPresent()) {
        Body body = Body.of(Salt.of(kept.get().salt()), kept.get().bytes()).orThrow();
        found.add(new Found(log, seq, Optional.of(body)));
      }
    }
    return found;
  }

  private static Optional<Entry> entry(LogCopy log, long seq) {
    return Entry.parse(log.entry(seq)) instanceof Outcome.Accepted<Entry>(var entry)
        ? Optional.of(entry)
        : Optional.empty();
  }

  private static Optional<Subject> subject(byte[] body, String hint) {
    if (!new String(body, StandardCharsets.UTF_8).contains(hint)) {
      return Optional.empty();
    }
    byte[] said = SignedAct.unwrapped(body);
    Outcome<Subject> read =
        Json.read(
            said,
            Limits.OPERATION_BODY_BYTES_MAX,
            members -> {
              Subject subject =
                  new Subject(
                      members.required("type").asText(64),
                      members.optional("operation").map(field -> field.asText(128)),
                      members
                          .optional("hash")
                          .or(() -> members.optional("agreement"))
                          .filter(field -> field.tree() instanceof Json.Str)
                          .map(field -> field.asHash())
                          .or(() -> members.optional("document").flatMap(Bundles::document)),
                      members
                          .optional("asked")
                          .filter(field -> field.tree() instanceof Json.Str)
                          .map(field -> field.asHash()));
              members.ignoreOthers();
              return subject;
            });
    return read instanceof Outcome.Accepted<Subject>(var subject)
        ? Optional.of(subject)
        : Optional.empty();
  }

  /// A proposal carries the document and no hash.
  private static Optional<Hash> document(JsonField field) {
    return field.tree() instanceof Json.Str
        ? Optional.of(
            Hash.sha256(field.asText(Limits.BODY_BYTES_MAX).getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /// With what shows whose passkeys signed: the entries about those people.
  private List<Found> withSignatories(Collection<Found> found) {
    Set<EntryPlace> places = new LinkedHashSet<>();
    for (Found each : found) {
      if (each.body().isPresent()
          && SignedAct.parse(each.body().get().bytes())
              instanceof Outcome.Accepted<SignedAct>(var signed)) {
        PartyId party = each.log().origin().party();
        places.addAll(ledger.picture().people().entries(party, signed.person()));
      }
    }
    List<Found> all = new ArrayList<>(found);
    places.stream()
        .filter(at -> found.stream().noneMatch(each -> isAt(each, at)))
        .forEach(at -> found(at).ifPresent(all::add));
    return all;
  }

  private Outcome<byte[]> bundle(Collection<Found> wanted) {
    List<Found> found = withSignatories(wanted);
    if (found.size() > Limits.BUNDLE_ITEMS_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "%d entries are more than the %d of a bundle"
              .formatted(found.size(), Limits.BUNDLE_ITEMS_MAX));
    }
    List<Card> cards = List.copyOf(ledger.epochs().cards());
    List<NewKeys> successions = List.copyOf(ledger.epochs().successions());
    List<Bundle.Item> items = new ArrayList<>();
    for (Found each : found) {
      Origin origin = each.log().origin();
      List<Bundle.Proof> proofs =
          origin.party().equals(ledger.self()) ? ownProofs(each) : peerProofs(each);
      byte[] leaf = each.log().entry(each.seq());
      items.add(
          each.body().isPresent()
              ? Bundle.Item.of(origin, each.seq(), leaf, each.body(), proofs)
              : Bundle.Item.of(origin, each.seq(), leaf, erased(each), proofs));
    }
    return Outcome.accept(
        new Bundle(ledger.own().origin().theatre(), now, cards, successions, items).toBytes());
  }

  private boolean isErased(Found found) {
    Hash body = entry(found.log(), found.seq()).orElseThrow().body();
    return ledger.erasures().isErased(found.log().origin(), found.seq(), body);
  }

  private Bundle.Erased erased(Found found) {
    Hash body = entry(found.log(), found.seq()).orElseThrow().body();
    return new Bundle.Erased(
        ledger.self(),
        ledger.erasures().when(found.log().origin(), found.seq(), body).orElseThrow());
  }

  /// The earliest receipt of each holder; without any, the newest checkpoint.
  private List<Bundle.Proof> ownProofs(Found found) {
    Origin epoch = found.log().origin();
    Entry entry = entry(found.log(), found.seq()).orElseThrow();
    Map<Long, List<Bundle.ReceiptText>> receipts = new TreeMap<>();
    Map<Long, String> checkpoints = new TreeMap<>();
    for (PartyId holder : ledger.cards().keySet()) {
      Optional<Receipt> receipt = ledger.receipts(holder, epoch).earliest(entry);
      if (receipt.isPresent()) {
        SignedCheckpoint signed = receipt.get().checkpoint();
        checkpoints.put(signed.size(), signed.note());
        receipts
            .computeIfAbsent(signed.size(), size -> new ArrayList<>())
            .add(Bundle.ReceiptText.of(receipt.get()));
      }
    }
    if (checkpoints.isEmpty() && epoch.equals(ledger.own().origin())) {
      long size = found.log().size();
      checkpoints.put(size, ledger.own().sign(size).note());
    } else if (checkpoints.isEmpty()) {
      return peerProofs(found);
    }
    List<Bundle.Proof> proofs = new ArrayList<>();
    checkpoints.forEach(
        (size, note) ->
            proofs.add(
                new Bundle.Proof(
                    note,
                    found.log().tree().inclusionProof(found.seq(), size),
                    receipts.getOrDefault(size, List.of()))));
    return proofs;
  }

  /// The author's newest checkpoint, with the receipt that this node gives for it.
  private List<Bundle.Proof> peerProofs(Found found) {
    Optional<SignedCheckpoint> newest = found.log().borneOut();
    if (newest.isEmpty()) {
      return List.of();
    }
    List<Bundle.ReceiptText> receipts =
        ledger
            .peerLog(found.log().origin())
            .flatMap(log -> receiving.makeReceipt(log, now))
            .map(frame -> new Bundle.ReceiptText(frame.cosignature(), frame.holding()))
            .map(List::of)
            .orElseGet(List::of);
    return List.of(
        new Bundle.Proof(
            newest.get().note(),
            found.log().tree().inclusionProof(found.seq(), newest.get().size()),
            receipts));
  }
}
