package org.wideberth.gateway.geojson;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wideberth.operation.Basis;
import org.wideberth.record.Hash;
import org.wideberth.refusal.RefusalCode;
import tools.jackson.core.JsonGenerator;

/// The property `basis`: on what its author says that an operation rests. A text alone, or an
/// object with `text`, `language`, `agreement` (43 letters of base64url, or 64 hex digits),
/// `article` and `message`.
final class BasisProperty {
  static final String NAME = "basis";

  private static final String TEXT = "text";
  private static final String LANGUAGE = "language";
  private static final String AGREEMENT = "agreement";
  private static final String ARTICLE = "article";
  private static final String MESSAGE = "message";
  private static final Pattern URL_TEXT = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

  private BasisProperty() {}

  static Basis read(Field field) {
    if (field.value() instanceof Value.Text(var text)) {
      return RefusedGeoJson.unwrap(
          field.path(),
          Basis.of(text, Basis.UNDETERMINED, Optional.empty(), Optional.empty(), Optional.empty()));
    }
    field.noOthersThan(List.of(TEXT, LANGUAGE, AGREEMENT, ARTICLE, MESSAGE));
    return RefusedGeoJson.unwrap(
        field.path(),
        Basis.of(
            text(field, TEXT).orElse(""),
            text(field, LANGUAGE).orElse(Basis.UNDETERMINED),
            field.optional(AGREEMENT).map(BasisProperty::hash),
            text(field, ARTICLE),
            text(field, MESSAGE)));
  }

  private static Optional<String> text(Field field, String name) {
    return field.optional(name).map(each -> each.text("give a text"));
  }

  private static Hash hash(Field field) {
    String meant = "give the hash of a rules document: 43 letters of base64url, or 64 hex digits";
    String text = field.text(meant);
    if (HEX.matcher(text).matches()) {
      return Hash.of(HexFormat.of().parseHex(text));
    }
    if (URL_TEXT.matcher(text).matches()) {
      return Hash.of(Base64.getUrlDecoder().decode(text));
    }
    throw field.refused(RefusalCode.MALFORMED, meant);
  }

  static void write(JsonGenerator json, Basis basis) {
    json.writeObjectPropertyStart(NAME);
    json.writeStringProperty(TEXT, basis.text());
    json.writeStringProperty(LANGUAGE, basis.language());
    basis
        .agreement()
        .ifPresent(
            hash ->
                json.writeStringProperty(
                    AGREEMENT,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(hash.bytes())));
    basis.article().ifPresent(article -> json.writeStringProperty(ARTICLE, article));
    basis.message().ifPresent(message -> json.writeStringProperty(MESSAGE, message));
    json.writeEndObject();
  }
}
