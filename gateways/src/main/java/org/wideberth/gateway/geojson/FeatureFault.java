package org.wideberth.gateway.geojson;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// What is wrong with one Feature of a chunk.
///
/// @param feature its place in the chunk, from 0
/// @param field which member, such as `properties.upper`; empty if it is about all of it
/// @param detail what is wrong and what to write there
public record FeatureFault(int feature, String field, RefusalCode code, String detail) {
  private static final Pattern PLACE =
      Pattern.compile("features\\[(\\d{1,9})](?:\\.([^ :]*))?: (.*)", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("([a-z_.\\[\\]0-9]+): (.*)", Pattern.DOTALL);

  /// Takes the place from words such as `features[3].properties.upper: is missing`.
  ///
  /// @param otherwise the Feature, if the words name none
  static FeatureFault of(Refusal refusal, int otherwise) {
    Matcher place = PLACE.matcher(refusal.detail());
    if (!place.matches()) {
      return decided(otherwise, refusal);
    }
    String field = place.group(2) == null ? "" : place.group(2);
    return new FeatureFault(
        Integer.parseInt(place.group(1)), field, refusal.code(), place.group(3));
  }

  /// True if the words of a refusal name a Feature.
  static boolean names(Refusal refusal) {
    return PLACE.matcher(refusal.detail()).matches();
  }

  /// What was found when it was decided on an operation.
  ///
  /// @param feature the first of the operation
  public static FeatureFault decided(int feature, Refusal refusal) {
    Matcher field = FIELD.matcher(refusal.detail());
    return field.matches()
        ? new FeatureFault(feature, field.group(1), refusal.code(), field.group(2))
        : new FeatureFault(feature, "", refusal.code(), refusal.detail());
  }
}
