package org.wideberth.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.NamedPlace;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.WarningRead;
import org.wideberth.channel.Watch;
import org.wideberth.channel.Wording;
import org.wideberth.geo.Position;
import org.wideberth.node.engine.Command;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Draft;
import org.wideberth.picture.MessageRequest;
import org.wideberth.picture.Picture;
import org.wideberth.picture.TakeUpDecisions;
import org.wideberth.record.Audience;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.Change;
import org.wideberth.settlement.FindingName;
import org.wideberth.settlement.Offer;
import org.wideberth.settlement.Pending;
import org.wideberth.settlement.SettlementBody;

/// What duty officers say to each other.
final class Talk {
  private static final Optional<DisplayName> WATCH = Optional.of(new DisplayName("watch"));

  private final RandomGenerator random;
  private final Disputes disputes;

  Talk(RandomGenerator random) {
    this.random = random;
    this.disputes = new Disputes(random);
  }

  /// Somebody sits down at the desk, leaves a note for the relief, or leaves the desk.
  private Command watch(Picture picture) {
    DisplayName by = new DisplayName("officer " + random.nextInt(4));
    Watch duty = picture.watches().of(picture.self()).getFirst();
    boolean has = duty.manned() && duty.by().equals(Optional.of(by));
    if (!has) {
      return new Command.TakeWatch(Desk.DUTY, by, duty.note().map(Watch.HandoverNote::id));
    }
    return random.nextBoolean()
        ? new Command.HandOver(Desk.DUTY, by, "note " + random.nextInt(1_000))
        : new Command.LeaveWatch(Desk.DUTY, by);
  }

  /// True unless it would be refused.
  private static boolean isTaken(Picture picture, Command command) {
    Outcome<Draft> decided =
        switch (command) {
          case Command.TakeFinding(var id, var words, var by) ->
              TakeUpDecisions.take(picture, id, words, by);
          case Command.OfferChange(var offer) -> TakeUpDecisions.offer(picture, offer);
          case Command.AnswerOffer(var answer, var id, var words, var by) ->
              switch (answer) {
                case AGREED -> TakeUpDecisions.agree(picture, id, words, by);
                case DECLINED -> TakeUpDecisions.decline(picture, id, words, by);
                case WITHDRAWN -> TakeUpDecisions.withdraw(picture, id, words, by);
              };
          default -> throw new IllegalStateException("not about a finding: " + command);
        };
    return decided instanceof Outcome.Accepted<Draft>;
  }

  /// Takes a finding up, offers a change, or answers an offer; not all of it fits.
  private Optional<Command> settle(Picture picture) {
    List<Pending> pending = List.copyOf(picture.pending());
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    FindingName finding = pending.get(random.nextInt(pending.size())).finding();
    List<Offer> offers = picture.settlement(finding.id()).orElseThrow().takenUp().offers();
    if (random.nextInt(3) == 0) {
      return Optional.of(new Command.TakeFinding(finding.id(), "mine", WATCH));
    }
    if (offers.isEmpty() || random.nextInt(3) == 0) {
      return Optional.of(
          new Command.OfferChange(
              new TakeUpDecisions.OfferRequest(
                  finding.id(),
                  finding.operations().get(random.nextInt(finding.operations().size())),
                  random.nextBoolean() ? new Change.Withdraw() : new Change.AsWorded(),
                  Optional.empty(),
                  "offer " + random.nextInt(1_000),
                  WATCH)));
    }
    Offer offer = offers.get(random.nextInt(offers.size()));
    SettlementBody.Answer answer = one(SettlementBody.Answer.values());
    return Optional.of(new Command.AnswerOffer(answer, offer.id(), "so be it", WATCH));
  }

  /// A claim, a message, an answer, something said of a message that is here, or who sits at the
  /// desk.
  ///
  /// @param others who can be told
  /// @param everybody whether all is for everybody
  Command next(Picture picture, List<PartyId> others, boolean everybody) {
    List<Message> toMe =
        picture.channel().messages().stream()
            .filter(message -> message.isFor(picture.self()))
            .toList();
    if (random.nextInt(5) == 0) {
      return watch(picture);
    }
    if (random.nextInt(4) == 0) {
      Optional<Command> claim = disputes.next(picture, everybody);
      if (claim.isPresent()) {
        return claim.get();
      }
    }
    if (random.nextInt(3) == 0) {
      Optional<Command> settling = settle(picture).filter(each -> isTaken(picture, each));
      if (settling.isPresent()) {
        return settling.get();
      }
    }
    if (toMe.isEmpty() || random.nextInt(3) == 0) {
      return new Command.Send(
          message(everybody ? Audience.everyone() : some(others), Optional.empty()));
    }
    Message message = toMe.get(random.nextInt(toMe.size()));
    if (!message.content().about().places().isEmpty() && random.nextInt(3) == 0) {
      return readBack(message);
    }
    Step step = one(Step.values());
    boolean fits = !step.isOfTalks() || message.content().isTalkLog();
    if (random.nextInt(3) == 0 || !fits || message.noted(picture.self(), step).isPresent()) {
      Audience to = everybody ? Audience.everyone() : Audience.of(Set.of(message.author()));
      return new Command.Send(message(to, Optional.of(message.id())));
    }
    return new Command.NoteMessage(
        message.id(), step, step == Step.DISPUTED ? "it was otherwise" : "", WATCH);
  }

  /// Now and then a digit slips.
  private Command readBack(Message message) {
    List<NamedPlace> sent = message.content().about().places();
    int place = random.nextInt(sent.size());
    Position at = sent.get(place).at();
    Position read = random.nextInt(3) == 0 ? new Position(at.latE7() + 800_000, at.lonE7()) : at;
    return new Command.ReadBack(
        message.id(), new TreeMap<>(Map.of(place + 1, read)), WarningRead.NONE, WATCH);
  }

  private References places() {
    List<NamedPlace> places = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Position at =
          new Position(471_000_000 + random.nextInt(100_000), 87_000_000 + random.nextInt(100_000));
      places.add(new NamedPlace(Optional.empty(), at));
    }
    return new References(List.of(), List.of(), places);
  }

  /// Takes upon the desk whatever would sound.
  static List<Command> acknowledgements(Picture picture) {
    return picture.channel().flashesAwaiting(100).values().stream()
        .flatMap(flashes -> flashes.first().stream())
        .<Command>map(
            message -> new Command.NoteMessage(message.id(), Step.ACKNOWLEDGED, "", WATCH))
        .toList();
  }

  private MessageRequest message(Audience to, Optional<MessageId> answers) {
    Phrase phrase = one(Phrase.values());
    return new MessageRequest(
        to,
        Desk.DUTY,
        Optional.empty(),
        Optional.empty(),
        answers,
        new Wording(Optional.of(phrase), "message " + random.nextInt(1_000), "en"),
        places(),
        WATCH);
  }

  private <E> E one(E[] values) {
    return values[random.nextInt(values.length)];
  }

  private Audience some(List<PartyId> others) {
    Set<PartyId> chosen = new TreeSet<>(Set.of(others.get(random.nextInt(others.size()))));
    others.stream().filter(_ -> random.nextBoolean()).forEach(chosen::add);
    return Audience.of(chosen);
  }
}
