package org.wideberth.node.api;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.gateway.geojson.OperationsToGeoJson;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.picture.Picture;

/// Some operations of a list that is sorted by id.
///
/// @param total how many the list has
/// @param next if there are more, behind which of these they come
record OperationPage(List<Operation> shown, int total, Optional<OperationId> next) {

  /// Of a list that is at hand whole.
  static OperationPage of(List<Operation> all, Optional<OperationId> after, int limit) {
    List<Operation> some =
        all.stream()
            .filter(each -> after.isEmpty() || each.id().compareTo(after.get()) > 0)
            .limit(limit + 1L)
            .toList();
    return cut(some, all.size(), limit);
  }

  /// Of all that is held.
  static OperationPage held(Picture picture, Optional<OperationId> after, int limit) {
    return cut(
        behind(picture, after).limit(limit + 1L).toList(), picture.operations().size(), limit);
  }

  /// Of what is live.
  static OperationPage live(Picture picture, Optional<OperationId> after, int limit) {
    List<Operation> live =
        behind(picture, after).filter(Operation::isLive).limit(limit + 1L).toList();
    return cut(live, picture.liveOperations(), limit);
  }

  private static Stream<Operation> behind(Picture picture, Optional<OperationId> after) {
    NavigableMap<OperationId, Operation> all = picture.operationsById();
    return after.map(id -> all.tailMap(id, false)).orElse(all).values().stream();
  }

  /// @param some one more than is shown, if there are so many
  private static OperationPage cut(List<Operation> some, int total, int limit) {
    List<Operation> shown = some.stream().limit(limit).toList();
    return new OperationPage(
        shown, total, some.size() > limit ? Optional.of(shown.getLast().id()) : Optional.empty());
  }

  Response response() {
    return Response.geoJson(OperationsToGeoJson.writePage(shown, total, next));
  }
}
