package org.wideberth.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesDocument;
import org.wideberth.agreement.Speaker;
import org.wideberth.agreement.StepLog;
import org.wideberth.agreement.Steps.Pending;
import org.wideberth.agreement.Steps.Suspension;
import org.wideberth.node.engine.Command;
import org.wideberth.party.DisplayName;
import org.wideberth.picture.Picture;

/// What commanders do with agreements: counter them, and by twos suspend and resume them.
final class AgreementTalk {
  /// Proposals that are answered: a run is short, and pictures are compared often.
  private static final int DOCUMENTS_MAX = 6;

  private final RandomGenerator random;

  AgreementTalk(RandomGenerator random) {
    this.random = random;
  }

  /// Something that fits, if anything does.
  ///
  /// @param now of the world
  Optional<Command> next(Picture picture, Instant now) {
    AgreementState agreement = picture.agreement();
    List<Rules> held =
        agreement.documents().values().stream()
            .filter(rules -> agreement.holds(picture.self(), rules.hash()))
            .toList();
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Rules rules = one(held);
    Optional<Pending> asked =
        agreement.steps().asked().stream()
            .filter(each -> each.party().equals(picture.self()))
            .filter(each -> now.isBefore(each.until()))
            .findFirst();
    if (asked.isPresent()) {
      return Optional.of(
          new Command.ConfirmStep(asked.get().at().leaf(), other(asked.get().asked().by())));
    }
    if (random.nextInt(4) == 0 && agreement.documents().size() < DOCUMENTS_MAX) {
      return Optional.of(counter(rules, now));
    }
    List<Suspension> own =
        agreement.steps().suspensions().stream()
            .filter(each -> each.party().equals(picture.self()))
            .filter(each -> agreement.holds(each.party(), each.agreement()))
            .toList();
    return Optional.of(
        own.isEmpty() || random.nextInt(3) == 0
            ? ask(Step.SUSPENSION, rules, articles(rules))
            : resume(agreement, one(own)));
  }

  /// With other terms of the channel. It is proposed only: what is adopted is the story of the run.
  private Command counter(Rules rules, Instant now) {
    int later = random.nextInt(600);
    Lineage lineage =
        new Lineage(
            Optional.of(rules.hash()),
            Optional.of(rules.hash()),
            Optional.of(Instant.ofEpochMilli(now.toEpochMilli()).plusSeconds(later)));
    RulesDocument document = rules.document();
    return new Command.ProposeRules(
        document.with(document.articles().with(ValleyRules.terms(later))).with(lineage).toText(),
        Optional.of(person()));
  }

  private static Command resume(AgreementState agreement, Suspension own) {
    return new Command.AskStep(
        Step.RESUMPTION,
        own.agreement(),
        own.article().stream().toList(),
        Optional.empty(),
        "over, of " + agreement.documents().size(),
        own.by());
  }

  private Command ask(Step step, Rules rules, List<String> articles) {
    return new Command.AskStep(
        step, rules.hash(), articles, Optional.empty(), "reason " + random.nextInt(100), person());
  }

  private List<String> articles(Rules rules) {
    List<String> names = new ArrayList<>(rules.document().articleNames());
    return random.nextBoolean() ? List.of() : List.of(one(names));
  }

  private Speaker person() {
    return new Speaker(new DisplayName("commander " + random.nextInt(3)), "commander");
  }

  private Speaker other(Speaker first) {
    Speaker person = person();
    while (StepLog.samePerson(person, Optional.empty(), first, Optional.empty())) {
      person = person();
    }
    return person;
  }

  private <E> E one(List<E> some) {
    return some.get(random.nextInt(some.size()));
  }
}
