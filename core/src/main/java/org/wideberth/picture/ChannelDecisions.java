package org.wideberth.picture;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.agreement.Agreed;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Ladder;
import org.wideberth.channel.LadderTimes;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageContent;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.Step;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.Readers;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What the own party may say on the channel, given the picture as it is. Each decision yields the
/// next entry of the own log or says why not; nothing here changes the picture.
public final class ChannelDecisions {
  private ChannelDecisions() {}

  /// Sends a message. What it refers to must be known here and to everybody it is addressed to: a
  /// reference that a reader cannot follow helps nobody, and tells that there is something.
  public static Outcome<Draft> send(Picture picture, MessageRequest request) {
    return readers(picture, request.to())
        .then(
            to ->
                context(picture, request)
                    .then(context -> references(picture, to, request).map(_ -> context))
                    .then(context -> draft(to, new ChannelBody.Sent(content(request, context)))));
  }

  /// @param thread the entry with the first message of the thread, if there is one before
  /// @param precedence what the message has if nothing else is said
  private record Context(
      Optional<EntryPlace> thread, Optional<EntryPlace> answers, Precedence precedence) {
    /// An answer is as urgent as what it answers, but it does not sound.
    static Context answering(Message answered) {
      Precedence as = answered.content().precedence();
      return new Context(
          Optional.of(root(answered)),
          Optional.of(answered.at()),
          as == Precedence.FLASH ? Precedence.IMMEDIATE : as);
    }

    static Context in(Optional<EntryPlace> thread) {
      return new Context(thread, Optional.empty(), Precedence.ROUTINE);
    }
  }

  private static MessageContent content(MessageRequest request, Context context) {
    Precedence precedence =
        request
            .precedence()
            .or(() -> request.wording().phrase().map(Phrase::usual))
            .orElse(context.precedence());
    return new MessageContent(
        request.desk(),
        precedence,
        context.thread(),
        context.answers(),
        request.wording(),
        request.about(),
        request.by(),
        request.matter(),
        request.attachments());
  }

  /// The author needs no mention, and nobody writes to itself alone.
  private static Outcome<Audience> readers(Picture picture, Audience to) {
    if (!(to instanceof Audience.Named(var parties))) {
      return Outcome.accept(to);
    }
    Set<PartyId> others = new TreeSet<>(parties);
    others.remove(picture.self());
    return others.isEmpty()
        ? Outcome.refuse(RefusalCode.MALFORMED, "to: name the parties that it is for")
        : Outcome.accept(Audience.of(others));
  }

  private static Outcome<Context> context(Picture picture, MessageRequest request) {
    if (request.answers().isEmpty()) {
      return request
          .thread()
          .map(
              id ->
                  known(picture, "thread", id)
                      .map(message -> Context.in(Optional.of(root(message)))))
          .orElseGet(() -> Outcome.accept(Context.in(Optional.empty())));
    }
    return known(picture, "answers", request.answers().get())
        .then(
            answered -> {
              if (!answered.isFor(picture.self())) {
                return Outcome.refuse(
                    RefusalCode.WRONG_STATE,
                    "answers: %s is not addressed to %s; give it as the thread instead"
                        .formatted(answered.id(), picture.self()));
              }
              Context context = Context.answering(answered);
              return request.thread().isEmpty()
                  ? Outcome.accept(context)
                  : known(picture, "thread", request.thread().get())
                      .then(
                          named ->
                              root(named).equals(root(answered))
                                  ? Outcome.accept(context)
                                  : Outcome.refuse(
                                      RefusalCode.MALFORMED,
                                      "thread: %s, which it answers, is of another thread"
                                          .formatted(answered.id())));
            });
  }

  private static EntryPlace root(Message message) {
    return message.content().thread().orElse(message.at());
  }

  private static Outcome<Message> known(Picture picture, String field, MessageId id) {
    return picture
        .channel()
        .message(id)
        .map(Outcome::accept)
        .orElseGet(
            () -> Outcome.refuse(RefusalCode.NOT_FOUND, field + ": there is no message " + id));
  }

  private static Outcome<Boolean> references(Picture picture, Audience to, MessageRequest request) {
    for (OperationId id : request.about().operations()) {
      Optional<Operation> operation = picture.operation(id);
      if (operation.isEmpty()) {
        return Outcome.refuse(
            RefusalCode.NOT_FOUND, "operations: there is no operation %s".formatted(id));
      }
      if (!isKnownToAll(to, operation.get())) {
        return Outcome.refuse(
            RefusalCode.WRONG_STATE,
            "operations: not everybody addressed has been told of %s; disclose it first, or leave"
                    .formatted(id)
                + " it out");
      }
    }
    for (Hash id : request.about().findings()) {
      Optional<Finding> finding = picture.finding(id);
      if (finding.isEmpty()) {
        return Outcome.refuse(RefusalCode.NOT_FOUND, "findings: no such finding is open here");
      }
      boolean known =
          picture.operation(finding.get().first().operation()).stream()
                  .allMatch(operation -> isKnownToAll(to, operation))
              && picture.operation(finding.get().second().operation()).stream()
                  .allMatch(operation -> isKnownToAll(to, operation));
      if (!known) {
        return Outcome.refuse(
            RefusalCode.WRONG_STATE,
            "findings: not everybody addressed has been told of both operations");
      }
    }
    return Outcome.accept(true);
  }

  private static boolean isKnownToAll(Audience to, Operation operation) {
    return switch (to) {
      case Audience.Named(var parties) -> parties.stream().allMatch(operation::isSeenBy);
      default -> Readers.cover(operation.readers(), to);
    };
  }

  /// Says of a message to this party that it was read, acknowledged, or acted on.
  ///
  /// @param words for the others, in a person's own words; may be empty
  public static Outcome<Draft> note(
      Picture picture, MessageId id, Step step, String words, Optional<DisplayName> by) {
    return known(picture, "message", id)
        .then(
            message -> {
              if (!message.isFor(picture.self())) {
                return Outcome.refuse(
                    RefusalCode.WRONG_STATE,
                    "the message %s is not addressed to %s".formatted(id, picture.self()));
              }
              if (message.noted(picture.self(), step).isPresent()) {
                return Outcome.refuse(
                    RefusalCode.WRONG_STATE,
                    "it is said already that the message %s was %s"
                        .formatted(id, JsonField.wordOf(step)));
              }
              if (step.isOfTalks() && !message.content().isTalkLog()) {
                return Outcome.refuse(
                    RefusalCode.WRONG_STATE,
                    "the message %s logs no talk that could be %s"
                        .formatted(id, JsonField.wordOf(step)));
              }
              if (step == Step.DISPUTED && words.isBlank()) {
                return Outcome.refuse(
                    RefusalCode.MALFORMED, "note: say what was not as the message has it");
              }
              return ChannelBody.Noted.of(step, message.at(), words, by)
                  .then(noted -> draft(audience(picture, message), noted));
            });
  }

  /// Calls the next desk of the own party to a FLASH message that nobody took in time: in the time
  /// that the two have agreed on, or else the usual one.
  ///
  /// @param since when the message came before the own people
  /// @return nothing if no desk is to be called now
  public static Optional<Draft> escalate(
      Picture picture, Message message, Instant since, Instant now) {
    PartyId self = picture.self();
    if (!message.awaits(self) || message.content().precedence() != Precedence.FLASH) {
      return Optional.empty();
    }
    LadderTimes times =
        picture
            .agreement()
            .terms(self, message.author(), now)
            .ladder()
            .<LadderTimes>map(Agreed::what)
            .orElse(LadderTimes.USUAL);
    return Ladder.due(self, message, picture.watches().of(self), since, times, now)
        .map(
            desk ->
                new Draft(
                    audience(picture, message),
                    new ChannelBody.Escalated(message.at(), desk).toBytes()));
  }

  /// Who can read the message can read what became of it.
  private static Audience audience(Picture picture, Message message) {
    if (message.to() instanceof Audience.Named(var parties)) {
      Set<PartyId> readers = new TreeSet<>(parties);
      readers.add(message.author());
      readers.remove(picture.self());
      return Audience.of(readers);
    }
    return message.to();
  }

  private static Outcome<Draft> draft(Audience to, ChannelBody said) {
    byte[] body = said.toBytes();
    return body.length <= Limits.BODY_BYTES_MAX
        ? Outcome.accept(new Draft(to, body))
        : Outcome.refuse(
            RefusalCode.LIMIT_EXCEEDED,
            "the message takes %d bytes, more than %d: say less, or send several"
                .formatted(body.length, Limits.BODY_BYTES_MAX));
  }
}
