package org.wideberth.node.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wideberth.gateway.geojson.OperationsToGeoJson;
import org.wideberth.party.PartyId;
import org.wideberth.picture.PictureEvent;

/// Turns what the engine says into server-sent events. On the engine's thread only references are
/// put into the hub; each reader's thread writes the JSON.
public final class Announcer {
  private static final byte[] REFETCH = "{}".getBytes(StandardCharsets.UTF_8);

  private final EventHub hub;

  public Announcer(EventHub hub) {
    this.hub = hub;
  }

  /// The picture changed.
  public void picture(List<PictureEvent> events) {
    for (PictureEvent event : events) {
      switch (event) {
        case PictureEvent.OperationChanged(var operation) ->
            hub.publish("operation", () -> OperationsToGeoJson.write(List.of(operation)));
        case PictureEvent.FindingOpened(var finding) ->
            hub.publish("finding", () -> PictureJson.change(finding, "opened"));
        case PictureEvent.FindingChanged(var before, var finding) ->
            hub.publish("finding", () -> PictureJson.change(finding, "changed"));
        case PictureEvent.FindingClosed(var finding) ->
            hub.publish("finding", () -> PictureJson.change(finding, "closed"));
        case PictureEvent.ArticleFindingChanged(var before, var after) ->
            hub.publish("article-finding", () -> ArticleJson.change(before, after));
        case PictureEvent.MessageChanged(var message) ->
            hub.publish("message", () -> MessageJson.changed(message));
        case PictureEvent.WatchChanged _ -> refetch("watch");
        case PictureEvent.ClaimsChanged _ -> refetch("claims");
        case PictureEvent.RosterChanged _ -> refetch("people");
        case PictureEvent.SettlementChanged(var settlement) ->
            hub.publish("settlement", () -> SettlementJson.changed(settlement));
        case PictureEvent.RulesChanged(var agreement) -> refetch("rules");
        case PictureEvent.PlaceholderRaised(var placeholder) ->
            hub.publish("placeholder", () -> PictureJson.placeholder(placeholder, false));
        case PictureEvent.PlaceholderResolved(var placeholder) ->
            hub.publish("placeholder", () -> PictureJson.placeholder(placeholder, true));
      }
    }
  }

  /// Everything is to be asked for again.
  public void reset() {
    refetch("reset");
  }

  /// A peer holds more of the own log.
  public void receipt(PartyId holder) {
    hub.publish("receipt", () -> JsonText.object(json -> json.text("party", holder.text())));
  }

  /// A link is not what it was.
  ///
  /// @param core asked when a reader wants the event: it tells how the link is then
  public void link(PartyId peer, Core core) {
    hub.publish("link", () -> core.read(view -> RecordRoutes.link(view, peer)));
  }

  /// The alarms are not what they were.
  public void alarms() {
    refetch("alarm");
  }

  private void refetch(String event) {
    hub.publish(event, REFETCH::clone);
  }
}
