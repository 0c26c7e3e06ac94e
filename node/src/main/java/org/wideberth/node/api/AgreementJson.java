package org.wideberth.node.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wideberth.agreement.Agreed;
import org.wideberth.agreement.AgreementState;
import org.wideberth.agreement.Commitment;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesChange;
import org.wideberth.agreement.Speaker;
import org.wideberth.agreement.Steps;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;

/// Documents of rules, who signed them, and what of them is suspended, as `openapi.yaml` shows it.
final class AgreementJson {
  private AgreementJson() {}

  static byte[] rules(AgreementState agreement, Instant now) {
    List<Rules> documents =
        agreement.documents().values().stream()
            .sorted((a, b) -> Integer.compare(b.document().number(), a.document().number()))
            .toList();
    List<Steps.Pending> asked =
        agreement.steps().asked().stream().filter(each -> now.isBefore(each.until())).toList();
    return JsonText.object(
        json -> {
          json.text("in_force", agreement.inForce(now).map(rules -> HashText.of(rules.hash())));
          json.flag("disputed", agreement.disputed(now));
          json.objects("documents", documents, (item, rules) -> document(item, rules, agreement))
              .objects("suspensions", agreement.steps().suspensions(), AgreementJson::suspension)
              .objects("ends", agreement.steps().ends(), AgreementJson::ended)
              .objects("asked", asked, AgreementJson::asked);
        });
  }

  private static void document(JsonText json, Rules rules, AgreementState agreement) {
    Hash hash = rules.hash();
    Lineage lineage = rules.document().lineage();
    json.text("hash", HashText.of(hash))
        .number("number", rules.document().number())
        .text("title", rules.document().title())
        .texts("members", PictureJson.words(rules.document().members()))
        .texts("adopted_by", PictureJson.words(agreement.adoptedBy(hash)))
        .text("amends", lineage.amends().map(HashText::of))
        .text("counters", lineage.counters().map(HashText::of));
    if (lineage.inForceFrom().isPresent()) {
      json.time("in_force_from", agreement.inForceFrom(hash));
    }
    json.objects(
            "proposed",
            agreement.saying(Commitment.Proposed.class, hash).entrySet(),
            (each, said) -> said(each, said.getKey(), said.getValue().time(), said.getValue().by()))
        .objects(
            "signatures",
            agreement.saying(Commitment.Adopted.class, hash).entrySet(),
            (each, said) -> said(each, said.getKey(), said.getValue().time(), said.getValue().by()))
        .raw("document", rules.text().getBytes(StandardCharsets.UTF_8));
  }

  private static void said(JsonText json, PartyId party, Instant time, Optional<Speaker> by) {
    json.text("party", party.text()).time("time", time);
    by.ifPresent(each -> person(json, "by", each));
  }

  private static void person(JsonText json, String name, Speaker person) {
    json.object(name, each -> each.text("name", person.name().text()).text("role", person.role()));
  }

  private static void suspension(JsonText json, Steps.Suspension each) {
    json.text("party", each.party().text())
        .text("rules", HashText.of(each.agreement()))
        .text("article", each.article())
        .time("since", each.since())
        .text("reason", each.reason());
    person(json, "asked_by", each.askedBy());
    person(json, "by", each.by());
  }

  /// What of a finding is suspended, if anything is.
  static void suspended(JsonText json, String article, Collection<Hash> rules, Steps steps) {
    List<Steps.Suspension> of = steps.of(article, rules);
    if (!of.isEmpty()) {
      json.objects("suspended", of, AgreementJson::suspension);
    }
  }

  private static void ended(JsonText json, Steps.Ended each) {
    json.text("party", each.party().text())
        .text("rules", HashText.of(each.agreement()))
        .time("from", each.from())
        .text("reason", each.reason());
    person(json, "asked_by", each.askedBy());
    person(json, "by", each.by());
  }

  private static void asked(JsonText json, Steps.Pending each) {
    json.text("id", HashText.of(each.at().leaf()))
        .text("party", each.party().text())
        .text("step", each.asked().step().word())
        .text("rules", HashText.of(each.asked().agreement()))
        .texts("articles", each.asked().articles())
        .time("from", each.asked().from())
        .text("reason", each.asked().reason())
        .time("time", each.time())
        .time("until", each.until());
    person(json, "by", each.asked().by());
  }

  /// By which article of which versions something of the channel is agreed.
  static void agreed(JsonText json, Agreed<?> by) {
    json.text("article", by.article())
        .objects(
            "rules",
            by.versions(),
            (each, rules) ->
                each.text("hash", HashText.of(rules.hash()))
                    .number("number", rules.document().number())
                    .text("title", rules.document().title()))
        .flag("disputed", by.disputed());
  }

  static byte[] changes(Rules before, Rules after, List<RulesChange> changes) {
    return JsonText.object(
        json ->
            json.text("from", HashText.of(before.hash()))
                .text("to", HashText.of(after.hash()))
                .objects(
                    "changes",
                    changes,
                    (each, change) ->
                        each.text("article", change.article())
                            .text("change", change.word())
                            .text("words", change.words())));
  }
}
