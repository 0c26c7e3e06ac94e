package org.wideberth.agreement;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.geo.DividingLine;
import org.wideberth.geo.LineSide;
import org.wideberth.geo.Position;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.EdgeLength;
import org.wideberth.operation.Kind;
import org.wideberth.operation.VolumeJson;
import org.wideberth.party.PartyId;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.RefusalCode;

/// The sections of a rules document beside its minima. Each may be missing, and is not written if
/// it is empty, so that a document without them is what it always was.
final class ArticlesJson {
  private final List<PartyId> members;
  private final Set<ArticleId> taken = new HashSet<>();
  private double linesKm;
  private double zonesKm;

  private ArticlesJson(List<PartyId> members) {
    this.members = members;
  }

  static Articles read(JsonObject from, List<PartyId> members) {
    ArticlesJson reading = new ArticlesJson(members);
    List<LineArticle> lines =
        from.optional("lines")
            .map(field -> field.asList(Articles.LINES_MAX, each -> each.asObject(reading::line)))
            .orElse(List.of());
    reading.taken.clear();
    List<ZoneArticle> zones =
        from.optional("zones")
            .map(field -> field.asList(Articles.ZONES_MAX, each -> each.asObject(reading::zone)))
            .orElse(List.of());
    NavigableMap<Kind, Integer> leadTimes = new TreeMap<>();
    from.optional("lead_times").ifPresent(field -> leadTimes(field, leadTimes));
    return new Articles(lines, zones, leadTimes, TermsJson.read(from));
  }

  private ArticleId id(JsonObject from) {
    JsonField field = from.required("id");
    ArticleId id = field.as(ArticleId::parse);
    if (!taken.add(id)) {
      throw field.refuse(RefusalCode.MALFORMED, "\"%s\" stands twice".formatted(id));
    }
    return id;
  }

  private static String name(JsonObject from) {
    return from.required("name").asText(RulesDocument.TITLE_CHARS_MAX);
  }

  private LineArticle line(JsonObject from) {
    ArticleId id = id(from);
    String name = name(from);
    JsonField pathField = from.required("path");
    List<Position> path = pathField.asList(DividingLine.VERTICES_MAX, VolumeJson::position);
    JsonField tolerance = from.required("tolerance_mm");
    int toleranceMm = tolerance.asInt(DividingLine.TOLERANCE_MIN_MM, DividingLine.TOLERANCE_MAX_MM);
    int reachM = from.required("reach_m").asInt(DividingLine.REACH_MIN_M, DividingLine.REACH_MAX_M);
    DividingLine line = pathField.check(DividingLine.of(path, toleranceMm, reachM));
    linesKm += line.lengthM() / 1e3;
    if (linesKm > Articles.LINES_KM_MAX) {
      throw pathField.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "the lines of a document may be at most %d km long together"
              .formatted(Articles.LINES_KM_MAX));
    }
    return new LineArticle(
        id,
        name,
        path,
        toleranceMm,
        reachM,
        sides(from.required("sides")),
        from.optional("heights").map(VolumeJson::heights),
        during(from));
  }

  private static Optional<TimeWindow> during(JsonObject from) {
    return from.has("start") || from.has("end")
        ? Optional.of(VolumeJson.time(from))
        : Optional.empty();
  }

  private NavigableMap<PartyId, LineSide> sides(JsonField field) {
    NavigableMap<PartyId, LineSide> sides = new TreeMap<>();
    field.asList(
        Limits.PARTIES_MAX,
        each ->
            each.asObject(
                one -> {
                  PartyId party = member(one.required("party"));
                  if (sides.put(party, side(one.required("side"))) != null) {
                    throw one.refuse(RefusalCode.MALFORMED, party + " stands twice");
                  }
                  return party;
                }));
    if (sides.isEmpty()) {
      throw field.refuse(RefusalCode.MALFORMED, "a line must bind at least one party to a side");
    }
    return sides;
  }

  private static LineSide side(JsonField field) {
    LineSide side = field.asOneOf(LineSide.class);
    if (!side.isSide()) {
      throw field.refuse(RefusalCode.MALFORMED, "a side is left or right");
    }
    return side;
  }

  private PartyId member(JsonField field) {
    PartyId party = field.as(PartyId::parse);
    if (!members.contains(party)) {
      throw field.refuse(RefusalCode.UNKNOWN_PARTY, party + " is not a member under these rules");
    }
    return party;
  }

  private ZoneArticle zone(JsonObject from) {
    ArticleId id = id(from);
    String name = name(from);
    ZoneKind kind = from.required("kind").asOneOf(ZoneKind.class);
    Volume volume = VolumeJson.read(from);
    zonesKm += EdgeLength.kilometres(volume.area());
    if (zonesKm > Articles.ZONES_KM_MAX) {
      throw from.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "the edges of a document's zones may be at most %d km long together"
              .formatted(Articles.ZONES_KM_MAX));
    }
    JsonField bindsField = from.required("binds");
    List<PartyId> binds = bindsField.asList(Limits.PARTIES_MAX, this::member);
    if (binds.isEmpty() || !binds.equals(binds.stream().sorted().distinct().toList())) {
      throw bindsField.refuse(
          RefusalCode.MALFORMED, "the parties must be sorted, each once, and at least one");
    }
    int noticeS =
        kind == ZoneKind.NOTIFY_BEFORE_ENTRY
            ? from.required("notice_s").asInt(1, Articles.LEAD_S_MAX)
            : 0;
    return new ZoneArticle(id, name, kind, volume, binds, noticeS);
  }

  private static void leadTimes(JsonField field, NavigableMap<Kind, Integer> into) {
    field.asList(
        Kind.values().length,
        each ->
            each.asObject(
                one -> {
                  Kind kind = one.required("kind").asOneOf(Kind.class);
                  int seconds = one.required("seconds").asInt(1, Articles.LEAD_S_MAX);
                  if (into.put(kind, seconds) != null) {
                    throw one.refuse(RefusalCode.MALFORMED, kind.word() + " stands twice");
                  }
                  return kind;
                }));
  }

  static void write(JsonWriter to, Articles articles) {
    if (!articles.lines().isEmpty()) {
      to.array("lines", articles.lines(), (list, line) -> list.object(one -> write(one, line)));
    }
    if (!articles.zones().isEmpty()) {
      to.array("zones", articles.zones(), (list, zone) -> list.object(one -> write(one, zone)));
    }
    if (!articles.leadTimesS().isEmpty()) {
      to.array(
          "lead_times",
          articles.leadTimesS().entrySet(),
          (list, each) ->
              list.object(one -> one.put("kind", each.getKey()).put("seconds", each.getValue())));
    }
    TermsJson.write(to, articles.channel());
  }

  private static void write(JsonWriter to, LineArticle line) {
    to.put("id", line.id().text()).put("name", line.name());
    VolumeJson.positions(to, "path", line.path())
        .put("tolerance_mm", line.toleranceMm())
        .put("reach_m", line.reachM())
        .array(
            "sides",
            line.sides().entrySet(),
            (list, each) ->
                list.object(
                    one -> one.put("party", each.getKey().text()).put("side", each.getValue())));
    line.heights().ifPresent(band -> to.object("heights", one -> VolumeJson.write(one, band)));
    line.during().ifPresent(time -> to.put("start", time.start()).put("end", time.end()));
  }

  private static void write(JsonWriter to, ZoneArticle zone) {
    to.put("id", zone.id().text()).put("name", zone.name()).put("kind", zone.kind());
    VolumeJson.write(to, zone.volume());
    to.array("binds", zone.binds(), (list, party) -> list.add(party.text()));
    if (zone.kind() == ZoneKind.NOTIFY_BEFORE_ENTRY) {
      to.put("notice_s", zone.noticeS());
    }
  }
}
