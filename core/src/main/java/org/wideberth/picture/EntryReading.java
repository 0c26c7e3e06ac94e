package org.wideberth.picture;

import java.util.Optional;
import java.util.function.Function;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.LinkTested;
import org.wideberth.channel.WatchBody;
import org.wideberth.claim.ClaimBody;
import org.wideberth.operation.OperationMessage;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.people.ActsToSign;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.picture.Placeholder.Reason;
import org.wideberth.record.Audience;
import org.wideberth.record.BodiesErased;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.Json;
import org.wideberth.record.Limits;
import org.wideberth.record.LogResumed;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.settlement.SettlementBody;

/// Reads held entries: total over whatever bytes a hostile author writes, and the same on every
/// node that reads them for the same party.
final class EntryReading {
  private static final String GENESIS = "genesis";

  private final PartyId self;

  EntryReading(PartyId self) {
    this.self = self;
  }

  EntryMeaning read(HeldEntry held) {
    return switch (held.entry()) {
      case Outcome.Accepted<Entry>(Entry entry) -> read(held, entry);
      case Outcome.Refused<Entry>(Refusal refusal) ->
          isNewer(held.leaf())
              ? unclear(Reason.NEWER_VERSION, "the entry is of a newer version")
              : unclear(Reason.UNREADABLE, "the entry cannot be read: " + refusal.detail());
    };
  }

  private static boolean isNewer(byte[] leaf) {
    Outcome<Boolean> newer =
        Json.read(
            leaf,
            Limits.ENTRY_BYTES_MAX,
            object -> {
              object.ignoreOthers();
              return object.required("v").asLong(Long.MIN_VALUE, Long.MAX_VALUE) > 1;
            });
    return newer instanceof Outcome.Accepted<Boolean>(Boolean yes) && yes;
  }

  private EntryMeaning read(HeldEntry held, Entry entry) {
    if (!entry.origin().equals(held.origin()) || entry.seq() != held.seq()) {
      return unclear(
          Reason.NOT_VALID,
          "the entry says that it is entry %d of %s".formatted(entry.seq(), entry.origin()));
    }
    boolean own = held.origin().party().equals(self);
    Optional<Body> body = held.body().filter(each -> each.hash().equals(entry.body()));
    if (!own && !entry.to().names(self) && !(entry.to() instanceof Audience.Sealed)) {
      return new EntryMeaning.Nothing();
    }
    if (held.erased().isPresent()) {
      return new EntryMeaning.Erased(held.erased().get().operation());
    }
    if (held.message().isPresent()) {
      return operation(held.origin().party(), entry, held.message().get());
    }
    if (body.isPresent()) {
      return outer(held.origin(), entry, body.get());
    }
    // Of a sealed entry only those know that it is for them who could open it.
    return own || entry.to().names(self)
        ? new EntryMeaning.Missing(entry.time())
        : new EntryMeaning.NotOpened();
  }

  /// A body, or the body of an act that a person signed.
  private static EntryMeaning outer(Origin origin, Entry entry, Body body) {
    return typed(body, typed -> outer(origin, entry, body, typed));
  }

  private static EntryMeaning typed(Body body, Function<Body.Typed, EntryMeaning> reading) {
    return switch (body.typed()) {
      case Outcome.Refused<Body.Typed>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<Body.Typed>(Body.Typed typed) -> reading.apply(typed);
    };
  }

  private static EntryMeaning outer(Origin origin, Entry entry, Body body, Body.Typed typed) {
    String type = typed.type();
    if (RosterBody.knows(type)) {
      return person(entry.to(), body);
    }
    if (type.equals(SignedAct.TYPE)) {
      return switch (SignedAct.parse(body.bytes())) {
        case Outcome.Refused<SignedAct>(Refusal refusal) -> unreadable(refusal);
        case Outcome.Accepted<SignedAct>(SignedAct signed) ->
            switch (Body.of(body.salt(), signed.actBytes()).then(SignedActs::typed)) {
              case Outcome.Refused<SignedActs.Typed>(Refusal refusal) -> unreadable(refusal);
              case Outcome.Accepted<SignedActs.Typed>(var act) ->
                  act(
                      act.needs(),
                      Optional.of(signed),
                      typed(act.body(), inner -> read(origin, entry, act.body(), inner)));
            };
      };
    }
    EntryMeaning inner = read(origin, entry, body, typed);
    return ActsToSign.roleFor(type).map(needs -> act(needs, Optional.empty(), inner)).orElse(inner);
  }

  private static EntryMeaning act(
      PersonRole needs, Optional<SignedAct> signed, EntryMeaning inner) {
    return inner instanceof EntryMeaning.Unclear
        ? inner
        : new EntryMeaning.Act(needs, signed, inner);
  }

  private static EntryMeaning person(Audience to, Body body) {
    return switch (RosterBody.parse(body.bytes())) {
      case Outcome.Refused<RosterBody>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<RosterBody>(RosterBody said) ->
          to.equals(Audience.everyone())
              ? new EntryMeaning.AboutPerson(said)
              : unclear(Reason.NOT_VALID, "a roster must be addressed to every party");
    };
  }

  private static EntryMeaning read(Origin origin, Entry entry, Body body, Body.Typed typed) {
    String type = typed.type();
    if (ChannelBody.knows(type)) {
      return channel(origin, entry, typed);
    }
    if (WatchBody.knows(type)) {
      return switch (WatchBody.parse(origin.theatre(), body.bytes())) {
        case Outcome.Refused<WatchBody>(Refusal refusal) -> unreadable(refusal);
        case Outcome.Accepted<WatchBody>(WatchBody said) ->
            new EntryMeaning.AboutWatch(entry.time(), said);
      };
    }
    if (SettlementBody.knows(type)) {
      return settlement(origin, entry, body);
    }
    if (ClaimBody.knows(type)) {
      return claim(origin, entry, body);
    }
    if (OperationMessage.knows(type)) {
      return operation(origin.party(), entry, typed);
    }
    if (RulesMessage.knows(type)) {
      return rules(origin.theatre(), entry, body);
    }
    if (AgreementBody.knows(type)) {
      return agreement(entry, body);
    }
    return switch (type) {
      case FindingsNoted.TYPE -> findings(body);
      case PartyLeft.TYPE ->
          switch (PartyLeft.parse(body.bytes())) {
            case Outcome.Refused<PartyLeft>(Refusal refusal) -> unreadable(refusal);
            case Outcome.Accepted<PartyLeft>(PartyLeft left) -> new EntryMeaning.Departure(left);
          };
      case LogResumed.TYPE ->
          switch (LogResumed.parse(body.bytes())) {
            case Outcome.Refused<LogResumed>(Refusal refusal) -> unreadable(refusal);
            case Outcome.Accepted<LogResumed> _ -> new EntryMeaning.Nothing();
          };
      case BodiesErased.TYPE -> erased(origin, entry, body);
      case LinkTested.TYPE ->
          switch (LinkTested.parse(body.bytes())) {
            case Outcome.Refused<LinkTested>(Refusal refusal) -> unreadable(refusal);
            case Outcome.Accepted<LinkTested>(LinkTested tested) ->
                new EntryMeaning.AboutLinks(entry.time(), tested);
          };
      case GENESIS ->
          entry.seq() == 0
              ? new EntryMeaning.Nothing()
              : unclear(Reason.NOT_VALID, "a genesis can only be the first entry of a log");
      default ->
          unclear(Reason.NEWER_VERSION, "bodies of type \"%s\" are not known".formatted(type));
    };
  }

  private static EntryMeaning operation(PartyId author, Entry entry, Body.Typed body) {
    return switch (OperationMessage.parse(body.tree())) {
      case Outcome.Refused<OperationMessage>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<OperationMessage>(OperationMessage message) ->
          operation(author, entry, message);
    };
  }

  private static EntryMeaning operation(PartyId author, Entry entry, OperationMessage message) {
    return message.operation().party().equals(author) && !message.operation().isVariant()
        ? new EntryMeaning.AboutOperation(entry.time(), entry.to(), message)
        : unclear(
            Reason.NOT_VALID,
            "it is about %s, which is not the author's operation".formatted(message.operation()));
  }

  private static EntryMeaning channel(Origin origin, Entry entry, Body.Typed body) {
    return switch (ChannelBody.parse(origin.theatre(), body.tree())) {
      case Outcome.Refused<ChannelBody>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<ChannelBody>(ChannelBody said) ->
          entry.to() instanceof Audience.Sealed
              ? unclear(Reason.NOT_VALID, "what is said on the channel must name its readers")
              : new EntryMeaning.AboutChannel(entry.time(), entry.to(), said);
    };
  }

  private static EntryMeaning settlement(Origin origin, Entry entry, Body body) {
    return switch (SettlementBody.parse(origin.theatre(), body.bytes())) {
      case Outcome.Refused<SettlementBody>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<SettlementBody>(SettlementBody said) ->
          said.problem(origin.party(), entry.to())
              .map(words -> unclear(Reason.NOT_VALID, words))
              .orElseGet(
                  () ->
                      new EntryMeaning.AboutSettlement(
                          entry.time(),
                          entry.to().names(said.finding().across(origin.party())),
                          said));
    };
  }

  private static EntryMeaning claim(Origin origin, Entry entry, Body body) {
    return switch (ClaimBody.parse(origin.theatre(), body.bytes())) {
      case Outcome.Refused<ClaimBody>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<ClaimBody>(ClaimBody said) ->
          said.problem(origin.party(), entry.to())
              .map(words -> unclear(Reason.NOT_VALID, words))
              .orElseGet(() -> new EntryMeaning.AboutClaim(entry.time(), entry.to(), said));
    };
  }

  private static EntryMeaning agreement(Entry entry, Body body) {
    return switch (AgreementBody.parse(body.bytes())) {
      case Outcome.Refused<AgreementBody>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<AgreementBody>(AgreementBody said) ->
          entry.to().equals(Audience.everyone())
              ? new EntryMeaning.AboutRules(entry.time(), said)
              : unclear(Reason.NOT_VALID, "it must be addressed to every party");
    };
  }

  private static EntryMeaning rules(TheatreId theatre, Entry entry, Body body) {
    return switch (RulesMessage.parse(body.bytes())) {
      case Outcome.Refused<RulesMessage>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<RulesMessage>(RulesMessage message) -> {
        if (!entry.to().equals(Audience.everyone())) {
          yield unclear(Reason.NOT_VALID, "rules must be addressed to every party");
        }
        TheatreId named = message.rules().document().theatre();
        yield named.equals(theatre)
            ? new EntryMeaning.AboutRules(entry.time(), message)
            : unclear(Reason.NOT_VALID, "the rules are for the theatre " + named);
      }
    };
  }

  private static EntryMeaning erased(Origin origin, Entry entry, Body body) {
    return switch (BodiesErased.parse(body.bytes())) {
      case Outcome.Refused<BodiesErased>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<BodiesErased>(BodiesErased what) ->
          Erasures.maySay(origin.party(), what)
              ? new EntryMeaning.AboutErased(entry.time(), what)
              : unclear(Reason.NOT_VALID, "it is about bodies of " + what.log());
    };
  }

  private static EntryMeaning findings(Body body) {
    return switch (FindingsNoted.parse(body.bytes())) {
      case Outcome.Refused<FindingsNoted>(Refusal refusal) -> unreadable(refusal);
      case Outcome.Accepted<FindingsNoted>(FindingsNoted noted) ->
          new EntryMeaning.AboutFindings(noted);
    };
  }

  private static EntryMeaning unreadable(Refusal refusal) {
    return unclear(Reason.UNREADABLE, "the body cannot be read: " + refusal.detail());
  }

  private static EntryMeaning unclear(Reason reason, String words) {
    return new EntryMeaning.Unclear(reason, words);
  }
}
