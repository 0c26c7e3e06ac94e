package org.wideberth.node.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wideberth.agreement.AgreementState;
import org.wideberth.conflict.Finding;
import org.wideberth.node.engine.Command;
import org.wideberth.node.engine.Done;
import org.wideberth.node.engine.EngineView;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Picture;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Findings and rules.
final class PictureRoutes {
  private final Core core;

  PictureRoutes(Core core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Routes.get("/api/v1/findings", Role.OBSERVER, this::findings),
        Routes.get("/api/v1/rules", Role.OBSERVER, this::rules),
        Routes.post("/api/v1/rules", Role.DUTY_OFFICER, this::propose),
        Routes.post("/api/v1/rules/{hash}/adopt", Role.COMMANDER, this::adopt));
  }

  private record Found(List<Finding> findings, Set<PartyId> noRules, Set<PartyId> unresolved) {
    static Found in(EngineView view) {
      Picture picture = view.picture();
      PartyId self = view.ownCard().party();
      Set<PartyId> noRules = new TreeSet<>();
      Set<PartyId> unresolved = new TreeSet<>();
      Set<PartyId> parties = new TreeSet<>(picture.parties());
      parties.addAll(view.cards().keySet());
      for (PartyId party : parties) {
        if (!party.equals(self) && picture.agreement().between(self, party).rules().isEmpty()) {
          noRules.add(party);
        }
        if (picture.unresolved(party)) {
          unresolved.add(party);
        }
      }
      return new Found(new ArrayList<>(picture.findings()), noRules, unresolved);
    }
  }

  private Response findings(Request request) {
    Found found = core.read(Found::in);
    return Response.json(
        200,
        JsonText.object(
            json ->
                json.objects("findings", found.findings(), PictureJson::finding)
                    .texts("no_rules_with", PictureJson.words(found.noRules()))
                    .texts("unresolved", PictureJson.words(found.unresolved()))));
  }

  private Response rules(Request request) {
    AgreementState agreement = core.read(view -> view.picture().agreement());
    return Response.json(200, PictureJson.rules(agreement));
  }

  private Response propose(Request request) {
    return Problems.answer(
        text(request.body()).then(text -> core.ask(new Command.ProposeRules(text))),
        done ->
            Response.json(
                201,
                JsonText.object(json -> json.text("hash", HashText.of(rules(done).document())))));
  }

  /// What is hashed is exactly what was sent, so its bytes must be text as they are.
  private static Outcome<String> text(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)
        ? Outcome.accept(text)
        : Outcome.refuse(RefusalCode.MALFORMED, "the document is not UTF-8");
  }

  private Response adopt(Request request) {
    AgreementState agreement = core.read(view -> view.picture().agreement());
    Outcome<Done> outcome =
        HashText.among(agreement.documents().keySet(), request.parameter("hash"))
            .then(hash -> core.ask(new Command.AdoptRules(hash)));
    return Problems.answer(
        outcome,
        done -> {
          Done.Rules adopted = rules(done);
          return Response.json(
              200,
              JsonText.object(
                  json ->
                      json.text("hash", HashText.of(adopted.document()))
                          .text("origin", adopted.origin().toString())
                          .number("seq", adopted.seq())));
        });
  }

  private static Done.Rules rules(Done done) {
    if (done instanceof Done.Rules rules) {
      return rules;
    }
    throw new IllegalStateException("a command about rules came to " + done);
  }
}
