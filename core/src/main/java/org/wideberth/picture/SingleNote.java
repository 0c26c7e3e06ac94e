package org.wideberth.picture;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wideberth.agreement.PairRules;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.party.PartyId;
import org.wideberth.picture.FindingNote.Says;
import org.wideberth.record.Hash;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.settlement.FindingName;

/// What a party says it computed about one operation under an article, and from what.
///
/// @param revision of the operation
/// @param noticed since when the operation is known as it is, as its author's entries say that the
///     author of the note has: notice is counted from there
/// @param rules hash of the document, or of the list of documents, by which it was looked at; see
///     [#rules(PairRules)]
/// @param says CONFLICT for what is certain, whatever the article
record SingleNote(FindingName.Single name, int revision, Instant noticed, Hash rules, Says says)
    implements FoundNote {

  /// What is computed here of a finding that is open.
  static SingleNote open(Picture picture, FindingName.Single name) {
    ArticleFinding found = picture.articleFinding(name.finding()).orElseThrow();
    Operation operation = picture.operation(name.operation()).orElseThrow();
    return new SingleNote(
        name,
        operation.revision(),
        operation.noticed(),
        rules(picture.agreement().binding(found.party())),
        says(found));
  }

  /// That a finding is open no longer, or not between those two.
  static SingleNote closing(Picture picture, SingleNote noted) {
    FindingName.Single name = noted.name();
    Optional<Operation> operation = picture.operation(name.operation());
    boolean apart =
        operation.filter(Operation::isLive).isPresent()
            && picture.articleFinding(name.finding()).isEmpty();
    return new SingleNote(
        name,
        operation.map(Operation::revision).orElse(noted.revision()),
        operation.map(Operation::noticed).orElse(noted.noticed()),
        rules(picture.agreement().binding(name.operation().party())),
        apart ? Says.APART : Says.ENDED);
  }

  private static Says says(ArticleFinding found) {
    return found.certain() ? Says.CONFLICT : Says.WITHIN_TOLERANCE;
  }

  /// One hash for all documents: that of the only one, or else of their hashes, one a line.
  static Hash rules(PairRules binding) {
    return binding.rules().size() == 1
        ? binding.rules().getFirst().hash()
        : Hash.sha256(
            binding.hashes().stream()
                .map(hash -> hash + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
  }

  /// What this node computes over the very same things, if it is not what the note says.
  ///
  /// @param author who wrote the note
  Optional<Says> differs(Picture picture, PartyId author) {
    PairRules binding = picture.agreement().binding(name.operation().party());
    Optional<Operation> operation = picture.operation(name.operation()).filter(Operation::isLive);
    boolean same =
        says != Says.ENDED
            && name.involves(author)
            && operation.filter(each -> each.revision() == revision).isPresent()
            && rules.equals(rules(binding))
            && (operation.get().noticed().equals(noticed) || !dependsOnNotice(binding));
    Says here = picture.articleFinding(name.finding()).map(SingleNote::says).orElse(Says.APART);
    return same && here != says ? Optional.of(here) : Optional.empty();
  }

  /// Who was told later than others counts its notice from there.
  private boolean dependsOnNotice(PairRules binding) {
    String article = name.article();
    return article.startsWith("lead-times/")
        || binding.rules().stream()
            .map(Rules::document)
            .flatMap(document -> document.articles().zones().stream())
            .anyMatch(
                zone ->
                    zone.article().equals(article) && zone.kind() == ZoneKind.NOTIFY_BEFORE_ENTRY);
  }

  @Override
  public Hash finding() {
    return name.id();
  }

  @Override
  public List<OperationId> operations() {
    return name.operations();
  }

  @Override
  public boolean involves(PartyId party) {
    return name.involves(party);
  }

  @Override
  public PartyId across(PartyId party) {
    return name.across(party);
  }

  static SingleNote read(JsonField field) {
    return field.asObject(SingleNote::read);
  }

  private static SingleNote read(JsonObject from) {
    return new SingleNote(
        FindingName.readSingle(from),
        from.required("revision").asInt(1, OperationMessage.REVISION_MAX),
        from.required("noticed").asInstant(),
        from.required("rules").asHash(),
        from.required("verdict").asOneOf(Says.class));
  }

  void write(JsonWriter to) {
    name.write(to);
    to.put("revision", revision).put("noticed", noticed).put("rules", rules).put("verdict", says);
  }
}
