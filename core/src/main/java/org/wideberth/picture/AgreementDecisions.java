package org.wideberth.picture;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.AgreementBody.Done;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.Speaker;
import org.wideberth.agreement.StepLog;
import org.wideberth.agreement.Steps.Pending;
import org.wideberth.agreement.Steps.Suspension;
import org.wideberth.channel.ChannelTerms;
import org.wideberth.people.PersonId;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// What two people of the own party may do to its agreements, given the picture as it is: one asks
/// for it, and another does it. Everybody learns of both.
public final class AgreementDecisions {
  private AgreementDecisions() {}

  /// One person asks that an agreement be suspended, resumed or ended.
  ///
  /// @param articles which of its articles; none for all of it
  /// @param from of an end: from when
  public static Outcome<Draft> ask(
      Picture picture,
      Step step,
      Hash agreement,
      List<String> articles,
      Optional<Instant> from,
      String reason,
      Speaker by) {
    AgreementState state = picture.agreement();
    Rules rules = state.documents().get(agreement);
    if (rules == null || !state.holds(picture.self(), agreement)) {
      return Outcome.refuse(
          rules == null ? RefusalCode.NOT_FOUND : RefusalCode.WRONG_STATE,
          "%s does not hold itself to rules %s".formatted(picture.self(), agreement));
    }
    Set<String> unknown = new TreeSet<>(articles);
    unknown.removeAll(rules.document().articleNames());
    Optional<String> channel = unknown.stream().filter(ChannelTerms::isArticle).findFirst();
    if (channel.isPresent()) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          "articles: %s is about the channel, which nobody suspends".formatted(channel.get()));
    }
    if (!unknown.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND,
          "articles: these rules have no article " + unknown.iterator().next());
    }
    List<String> sorted = articles.stream().sorted().distinct().toList();
    Optional<String> problem =
        step == Step.RESUMPTION
            ? notSuspended(suspensions(picture, agreement), sorted)
            : Optional.empty();
    if (problem.isPresent()) {
      return Outcome.refuse(RefusalCode.WRONG_STATE, problem.get());
    }
    return Asked.of(step, agreement, sorted, from, reason, by).map(AgreementDecisions::draft);
  }

  private static List<Suspension> suspensions(Picture picture, Hash agreement) {
    return picture.agreement().steps().suspensions().stream()
        .filter(each -> each.party().equals(picture.self()) && each.agreement().equals(agreement))
        .toList();
  }

  private static Optional<String> notSuspended(List<Suspension> all, List<String> articles) {
    if (all.isEmpty()) {
      return Optional.of("nothing of it is suspended by this party");
    }
    boolean whole = all.stream().anyMatch(each -> each.article().isEmpty());
    if (whole && !articles.isEmpty()) {
      return Optional.of("articles: the whole agreement is suspended; resume the whole");
    }
    return articles.stream()
        .filter(name -> all.stream().noneMatch(each -> each.article().equals(Optional.of(name))))
        .findFirst()
        .map(name -> "articles: %s is not suspended by this party".formatted(name));
  }

  /// Another person does what one asked for.
  ///
  /// @param asked SHA-256 of the entry that asks for it
  /// @param person who is to sign it by passkey, if anybody is
  public static Outcome<Draft> confirm(
      Picture picture, Hash asked, Speaker by, Optional<PersonId> person, Instant now) {
    Optional<Pending> pending =
        picture.agreement().steps().asked().stream()
            .filter(each -> each.party().equals(picture.self()) && each.at().leaf().equals(asked))
            .findFirst();
    if (pending.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND,
          "nobody of this party has asked for that, or it is done: ask for it again");
    }
    if (StepLog.samePerson(pending.get().asked().by(), pending.get().person(), by, person)) {
      return Outcome.refuse(
          RefusalCode.FORBIDDEN,
          "by: %s asked for it; it takes another person of this party".formatted(by.name()));
    }
    if (now.isAfter(pending.get().until())) {
      return Outcome.refuse(
          RefusalCode.WRONG_STATE,
          "it was asked for at %s, which is too long ago: ask for it again"
              .formatted(pending.get().time()));
    }
    return Outcome.accept(draft(new Done(pending.get().asked().step(), asked, by)));
  }

  private static Draft draft(AgreementBody body) {
    return new Draft(Audience.everyone(), body.toBytes());
  }
}
