package org.wideberth.node.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wideberth.agreement.Rules;
import org.wideberth.channel.MessageId;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.party.Card;
import org.wideberth.party.PartyId;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.people.PersonId;
import org.wideberth.picture.ChannelDecisions;
import org.wideberth.picture.ClaimDecisions;
import org.wideberth.picture.Draft;
import org.wideberth.picture.FindingNotes;
import org.wideberth.picture.MessageRequest;
import org.wideberth.picture.OperationDecisions;
import org.wideberth.picture.OperationRequest;
import org.wideberth.picture.PartyLeft;
import org.wideberth.picture.PeopleDecisions;
import org.wideberth.picture.Picture;
import org.wideberth.picture.ReadBackDecisions;
import org.wideberth.picture.RulesDecisions;
import org.wideberth.picture.TakeUpDecisions;
import org.wideberth.picture.WatchDecisions;
import org.wideberth.record.Audience;
import org.wideberth.record.Genesis;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;
import org.wideberth.record.LogResumed;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Carries out what the own party asks: decides in core, writes to the own log. A command that asks
/// for several things gets all or none. Owned by the engine.
final class Commands {
  private final Ledger ledger;
  private final Flashes flashes;
  private final Entropy entropy;
  private final Courier courier;

  Commands(Ledger ledger, Flashes flashes, Entropy entropy) {
    this.ledger = ledger;
    this.flashes = flashes;
    this.entropy = entropy;
    this.courier = new Courier(ledger);
  }

  Outcome<Done> execute(Command command, Instant now, Batch batch) {
    Picture picture = ledger.picture();
    return switch (command) {
      case Command.Declare(var operations, var draft) -> declare(operations, draft, now, batch);
      case Command.DeclareChunk chunk ->
          new ChunkDeclaring(ledger, entropy).declare(chunk, now, batch);
      case Command.DeclareDraft(var id, var audience) ->
          known("audience", named(audience), Optional.of(id))
              .then(
                  readers ->
                      change(
                          id, p -> OperationDecisions.declareDraft(p, id, audience), now, batch));
      case Command.Revise(var id, var content) ->
          known("audience", named(content.audience()), Optional.of(id))
              .then(
                  readers ->
                      change(id, p -> OperationDecisions.revise(p, id, content), now, batch));
      case Command.Activate(var id) ->
          change(id, p -> OperationDecisions.activate(p, id), now, batch);
      case Command.End(var id) -> change(id, p -> OperationDecisions.end(p, id), now, batch);
      case Command.Withdraw(var id) ->
          change(id, p -> OperationDecisions.withdraw(p, id), now, batch);
      case Command.Disclose(var id, var to) ->
          known("to", to, Optional.of(id))
              .then(readers -> change(id, p -> OperationDecisions.disclose(p, id, to), now, batch));
      case Command.ProposeRules propose -> propose(propose, now, batch);
      case Command.AskStep _, Command.ConfirmStep _ ->
          unsigned(command, now).map(draft -> step(draft, now, batch));
      case Command.AdoptRules(var hash, var _) ->
          unsigned(command, now).map(draft -> rules(draft, hash, now, batch));
      case Command.Send(var message) -> send(message, now, batch);
      case Command.NoteMessage(var id, var _, var _, var _) ->
          unsigned(command, now).map(draft -> said(draft, Optional.of(id), now, batch));
      case Command.ReadBack(var id, var places, var warning, var by) ->
          ReadBackDecisions.readBack(picture, id, places, warning, by)
              .map(draft -> said(draft, Optional.of(id), now, batch));
      case Command.TakeWatch(var desk, var by, var note) ->
          watched(WatchDecisions.take(picture, desk, by, note), now, batch);
      case Command.HandOver(var desk, var by, var note) ->
          watched(WatchDecisions.handOver(picture, desk, by, note), now, batch);
      case Command.LeaveWatch(var desk, var by) ->
          watched(WatchDecisions.leave(picture, desk, by), now, batch);
      case Command.TakeFinding(var id, var words, var by) ->
          ofFinding(TakeUpDecisions.take(picture, id, words, by), id, now, batch);
      case Command.OfferChange(var offer) ->
          ofFinding(TakeUpDecisions.offer(picture, offer), offer.finding(), now, batch);
      case Command.AnswerOffer answer -> answer(answer, now, batch);
      case Command.OfClaims claim -> claimed(claim, now, batch);
      case Command.OfPeople of -> ofPeople(of, now, batch);
      case Command.Enrol(var card) -> enrol(card, now, batch);
      case Command.Resume(var reason) -> resume(reason, now, batch);
      case Command.TakeKeys(var file) -> takeKeys(file, now, batch);
      case Command.Erase erase -> new Erasing(ledger, entropy).erase(erase, now, batch);
      case Command.Leave(var reason) -> leave(reason, now, batch);
      case Command.ImportCourier(var file) -> courier.take(file, now, batch);
    };
  }

  /// Decides each operation against the picture as it is, then writes them all.
  private Outcome<Done> declare(
      List<OperationRequest> operations, boolean asDraft, Instant now, Batch batch) {
    if (operations.isEmpty()) {
      return Outcome.refuse(RefusalCode.MALFORMED, "there is no operation in it");
    }
    Outcome<Boolean> room =
        asDraft
            ? Outcome.accept(true)
            : OperationDecisions.room(ledger.picture(), operations.size());
    if (room instanceof Outcome.Refused<Boolean>(var refusal)) {
      return Outcome.refuse(refusal);
    }
    int epoch = ledger.own().origin().epoch();
    List<Draft> drafts = new ArrayList<>();
    for (OperationRequest operation : operations) {
      long seq = ledger.own().size() + drafts.size();
      Outcome<Draft> decided =
          asDraft
              ? OperationDecisions.draft(ledger.picture(), epoch, seq, operation)
              : known("audience", named(operation.audience()), Optional.empty())
                  .then(
                      readers ->
                          OperationDecisions.declare(ledger.picture(), epoch, seq, operation));
      switch (decided) {
        case Outcome.Accepted<Draft>(var draft) -> drafts.add(draft);
        case Outcome.Refused<Draft>(var refusal) -> {
          String which = operations.size() == 1 ? "" : "operation " + (drafts.size() + 1) + ": ";
          return Outcome.refuse(refusal.code(), which + refusal.detail());
        }
      }
    }
    List<Done.Item> items = new ArrayList<>();
    for (long seq : ledger.write(drafts, now, entropy, batch)) {
      items.add(item(OperationId.first(ledger.self(), epoch, seq), seq));
    }
    return Outcome.accept(new Done.Operations(items));
  }

  static Collection<PartyId> named(Optional<Audience> audience) {
    return audience.map(Commands::named).orElse(Set.of());
  }

  private static Collection<PartyId> named(Audience audience) {
    return audience instanceof Audience.Named(var parties) ? parties : Set.of();
  }

  /// Refuses a reader whose card is not enrolled here: a misspelt name must not pass for a party
  /// that was told. Who has the operation already may stay in its audience.
  private Outcome<Collection<PartyId>> known(
      String field, Collection<PartyId> readers, Optional<OperationId> of) {
    return known(ledger, field, readers, of);
  }

  static Outcome<Collection<PartyId>> known(
      Ledger ledger, String field, Collection<PartyId> readers, Optional<OperationId> of) {
    Optional<Operation> operation = of.flatMap(ledger.picture()::operation);
    for (PartyId reader : readers) {
      boolean told = operation.filter(it -> it.isSeenBy(reader)).isPresent();
      if (!reader.equals(ledger.self()) && ledger.card(reader).isEmpty() && !told) {
        return Outcome.refuse(
            RefusalCode.UNKNOWN_PARTY,
            "%s: no card of %s is enrolled here, so it cannot be told; enrol it, or mend the name"
                .formatted(field, reader));
      }
    }
    return Outcome.accept(readers);
  }

  private Outcome<Done> change(
      OperationId id, Function<Picture, Outcome<Draft>> decision, Instant now, Batch batch) {
    return decision
        .apply(ledger.picture())
        .map(
            draft -> {
              long seq = ledger.write(List.of(draft), now, entropy, batch).getFirst();
              return new Done.Operations(List.of(item(id, seq)));
            });
  }

  private Done.Item item(OperationId id, long seq) {
    Operation operation =
        ledger
            .picture()
            .operation(id)
            .orElseThrow(() -> new IllegalStateException("the picture did not take " + id));
    return new Done.Item(id, operation.revision(), operation.state(), ledger.own().origin(), seq);
  }

  private Outcome<Done> propose(Command.ProposeRules asked, Instant now, Batch batch) {
    return Rules.parse(asked.document())
        .then(
            rules ->
                RulesDecisions.propose(ledger.picture(), asked.document(), asked.by())
                    .map(draft -> rules(draft, rules.hash(), now, batch)));
  }

  private Done rules(Draft draft, Hash hash, Instant now, Batch batch) {
    long seq = ledger.write(List.of(draft), now, entropy, batch).getFirst();
    return new Done.Rules(hash, ledger.own().origin(), seq);
  }

  private Done step(Draft draft, Instant now, Batch batch) {
    long seq = ledger.write(List.of(draft), now, entropy, batch).getFirst();
    return new Done.Stepped(Hash.sha256(ledger.own().leaf(seq)), ledger.own().origin(), seq);
  }

  private Outcome<Done> send(MessageRequest message, Instant now, Batch batch) {
    return known("to", named(message.to()), Optional.empty())
        .then(readers -> ChannelDecisions.send(ledger.picture(), message))
        .map(draft -> said(draft, Optional.empty(), now, batch));
  }

  /// @param about the message that it speaks of; empty if it is one
  private Done said(Draft draft, Optional<MessageId> about, Instant now, Batch batch) {
    long seq = ledger.write(List.of(draft), now, entropy, batch).getFirst();
    Origin origin = ledger.own().origin();
    MessageId id = about.orElseGet(() -> new MessageId(origin.party(), origin.epoch(), seq, ""));
    return new Done.Said(id, origin, seq);
  }

  private Outcome<Done> watched(Outcome<Draft> decided, Instant now, Batch batch) {
    return decided.map(
        draft ->
            new Done.Watched(
                ledger.own().origin(),
                ledger.write(List.of(draft), now, entropy, batch).getFirst()));
  }

  private Outcome<Done> answer(Command.AnswerOffer answer, Instant now, Batch batch) {
    Picture picture = ledger.picture();
    MessageId id = answer.offer();
    Outcome<Draft> decided =
        switch (answer.answer()) {
          case AGREED -> TakeUpDecisions.agree(picture, id, answer.words(), answer.by());
          case DECLINED -> TakeUpDecisions.decline(picture, id, answer.words(), answer.by());
          case WITHDRAWN -> TakeUpDecisions.withdraw(picture, id, answer.words(), answer.by());
        };
    return decided.then(
        draft ->
            ofFinding(decided, picture.offer(id).orElseThrow().said().finding().id(), now, batch));
  }

  /// What may be written as it is, without anybody's signature.
  private Outcome<Draft> unsigned(Command command, Instant now) {
    Picture picture = ledger.picture();
    return Signing.draft(picture, command, Optional.empty(), now)
        .then(draft -> PeopleDecisions.unsigned(picture, draft));
  }

  private Outcome<Done> ofPeople(Command.OfPeople command, Instant now, Batch batch) {
    Picture picture = ledger.picture();
    return switch (command) {
      case Command.Sign sign -> sign(sign, now, batch);
      case Command.EnrolPerson(var person) ->
          person(PeopleDecisions.enrol(picture, person), person.person(), now, batch);
      case Command.ChangeRole(var person, var role) ->
          person(PeopleDecisions.changeRole(picture, person, role), person, now, batch);
      case Command.PersonLeaves(var person) ->
          person(PeopleDecisions.leave(picture, person), person, now, batch);
    };
  }

  private Outcome<Done> sign(Command.Sign sign, Instant now, Batch batch) {
    Picture picture = ledger.picture();
    return Signing.draft(picture, sign.act(), Optional.of(sign.signed().person()), now)
        .then(draft -> PeopleDecisions.seal(picture, ledger.own().origin(), draft, sign.signed()))
        .map(
            draft ->
                switch (sign.act()) {
                  case Command.NoteMessage note ->
                      said(draft, Optional.of(note.message()), now, batch);
                  case Command.AdoptRules adopt -> rules(draft, adopt.document(), now, batch);
                  case Command.AskStep _, Command.ConfirmStep _ -> step(draft, now, batch);
                  default -> throw new IllegalStateException("nobody signs " + sign.act());
                });
  }

  private Outcome<Done> person(Outcome<Draft> decided, PersonId person, Instant now, Batch batch) {
    return decided.map(
        draft ->
            new Done.PersonChanged(
                person,
                ledger.own().origin(),
                ledger.write(List.of(draft), now, entropy, batch).getFirst()));
  }

  private Outcome<Done> ofFinding(Outcome<Draft> decided, Hash finding, Instant now, Batch batch) {
    return decided.map(
        draft ->
            new Done.SaidOfFinding(
                finding,
                ledger.own().origin(),
                ledger.write(List.of(draft), now, entropy, batch).getFirst()));
  }

  private Outcome<Done> claimed(Command.OfClaims command, Instant now, Batch batch) {
    Picture picture = ledger.picture();
    return switch (command) {
      case Command.ReportCrossing(var report) ->
          known("of", Set.of(report.of()), Optional.empty())
              .then(of -> known("to", named(report.to()), Optional.empty()))
              .then(to -> ClaimDecisions.report(picture, report))
              .map(draft -> claimed(draft, Optional.empty(), now, batch));
      case Command.SpeakOfCrossing(var report, var stance, var sighting, var by) ->
          ClaimDecisions.say(picture, report, stance, sighting, by)
              .map(draft -> claimed(draft, Optional.of(report), now, batch));
      case Command.ContestBasis(var id, boolean contested, var words, var by) ->
          (contested
                  ? ClaimDecisions.contestBasis(picture, id, words, by)
                  : ClaimDecisions.takeBackContest(picture, id, words, by))
              .map(draft -> claimed(draft, Optional.empty(), now, batch));
    };
  }

  private Done claimed(Draft draft, Optional<MessageId> report, Instant now, Batch batch) {
    long seq = ledger.write(List.of(draft), now, entropy, batch).getFirst();
    Origin origin = ledger.own().origin();
    return new Done.Claimed(
        report.orElseGet(() -> new MessageId(origin.party(), origin.epoch(), seq, "")),
        origin,
        seq);
  }

  /// Writes the genesis entry into an own log that is empty, if it may be written.
  void begin(Instant now, Batch batch) {
    if (ledger.own().size() == 0 && ledger.mayWrite()) {
      Genesis genesis = Genesis.of(ledger.ownCard().identity());
      ledger.write(List.of(new Draft(Audience.everyone(), genesis.toBytes())), now, entropy, batch);
    }
  }

  private Outcome<Done> resume(String reason, Instant now, Batch batch) {
    Standing standing = ledger.standing();
    if (standing.isBehind()) {
      return Outcome.refuse(
          RefusalCode.NOT_SIGNING,
          ("it is known that %d entries were signed and %d are here: link a peer that holds the"
                  + " rest, or begin a new epoch; see the alarms")
              .formatted(standing.known(), ledger.own().size()));
    }
    if (!standing.isUnproven()) {
      return Outcome.refuse(RefusalCode.WRONG_STATE, "this node writes already");
    }
    return LogResumed.of(ledger.own().size(), reason)
        .map(
            resumed -> {
              standing.resumed();
              begin(now, batch);
              Draft draft = new Draft(Audience.everyone(), resumed.toBytes());
              long seq = ledger.write(List.of(draft), now, entropy, batch).getFirst();
              return new Done.Resumed(ledger.own().origin(), seq);
            });
  }

  private Outcome<Done> takeKeys(String file, Instant now, Batch batch) {
    return NewKeys.parse(file)
        .then(
            keys -> {
              PartyId party = keys.card().party();
              if (ledger.card(party).isEmpty() || party.equals(ledger.self())) {
                return Outcome.refuse(
                    RefusalCode.UNKNOWN_PARTY, "no card of " + party + " is enrolled");
              }
              Optional<String> problem = new Successions(ledger).take(file, now, batch);
              return problem.isPresent()
                  ? Outcome.refuse(RefusalCode.UNPROVEN, problem.get())
                  : Outcome.accept(new Done.Enrolled(keys.card().fingerprint()));
            });
  }

  /// Ends what is live, one entry each, and says to everybody that the party is gone.
  private Outcome<Done> leave(String reason, Instant now, Batch batch) {
    return PartyLeft.of(reason)
        .then(
            left -> {
              List<Draft> drafts = new ArrayList<>();
              for (Operation operation : ledger.picture().operations()) {
                if (!operation.party().equals(ledger.self()) || operation.id().isVariant()) {
                  continue;
                }
                boolean declared =
                    operation.state() == OperationState.DECLARED
                        || operation.state() == OperationState.DRAFT;
                if (operation.isLive() || operation.state() == OperationState.DRAFT) {
                  drafts.add(
                      (declared
                              ? OperationDecisions.withdraw(ledger.picture(), operation.id())
                              : OperationDecisions.end(ledger.picture(), operation.id()))
                          .orThrow());
                }
              }
              int ended = drafts.size();
              drafts.add(new Draft(Audience.everyone(), left.toBytes()));
              ledger.write(drafts, now, entropy, batch);
              return Outcome.accept(new Done.Left(ended));
            });
  }

  private Outcome<Done> enrol(Card card, Instant now, Batch batch) {
    if (!card.origin().theatre().equals(ledger.own().origin().theatre())) {
      return Outcome.refuse(
          RefusalCode.UNKNOWN_PARTY,
          "the card is for the theatre %s, this node is in %s"
              .formatted(card.origin().theatre(), ledger.own().origin().theatre()));
    }
    if (card.party().equals(ledger.self())) {
      return Outcome.refuse(RefusalCode.WRONG_STATE, "this is the own party's card");
    }
    Optional<Card> before = ledger.card(card.party());
    if (before.isPresent() && !before.get().identity().equals(card.identity())) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          ("another card of %s is enrolled, with the fingerprint %s; a party that has new keys"
                  + " starts a new epoch, and gives a file that says so")
              .formatted(card.party(), before.get().fingerprint()));
    }
    if (before.isEmpty() && ledger.cards().size() + 1 >= Limits.PARTIES_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "a theatre has at most %d parties".formatted(Limits.PARTIES_MAX));
    }
    for (Enrolled other : ledger.cards().values()) {
      if (!other.card().party().equals(card.party())
          && other.card().identity().tls().equals(card.identity().tls())) {
        return Outcome.refuse(
            RefusalCode.WRONG_STATE,
            "the card has the TLS key of %s: links could not tell the two parties apart"
                .formatted(other.card().party()));
      }
    }
    ledger.enrol(card, now);
    ledger.alarms().end(Alarm.Code.NEW_KEYS, Optional.of(card.party()));
    batch.keep(new Kept.CardEnrolled(card.text(), now.toEpochMilli()));
    return Outcome.accept(new Done.Enrolled(card.fingerprint()));
  }

  /// Calls further desks to FLASH messages that nobody took.
  void callDesks(Instant now, Batch batch) {
    if (ledger.mayWrite()) {
      List<Draft> calls = flashes.due(now);
      if (!calls.isEmpty()) {
        ledger.write(calls, now, entropy, batch);
      }
    }
  }

  /// Writes down which findings this node has opened and closed since it last did, for the parties
  /// concerned, so that a difference between two nodes shows.
  ///
  /// @return true if there is more to be written down the next time
  boolean noteFindings(Instant now, Batch batch) {
    if (!ledger.mayWrite()) {
      return false;
    }
    List<Draft> notes = FindingNotes.batch(ledger.picture());
    if (!notes.isEmpty()) {
      ledger.write(notes, now, entropy, batch);
    }
    return FindingNotes.areDue(ledger.picture());
  }
}
