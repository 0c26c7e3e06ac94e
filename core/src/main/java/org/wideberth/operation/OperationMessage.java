package org.wideberth.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wideberth.geo.Volume;
import org.wideberth.record.Json;
import org.wideberth.record.JsonField;
import org.wideberth.record.JsonObject;
import org.wideberth.record.JsonWriter;
import org.wideberth.record.Limits;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// The body of an entry about an operation. Immutable.
public sealed interface OperationMessage {

  OperationId operation();

  /// The revision it makes or refers to, 1 to [#REVISION_MAX].
  int revision();

  /// The body's `type`.
  String type();

  /// More revisions than anybody writes in 56 days: one each five seconds.
  int REVISION_MAX = 1_000_000;

  /// Speaks the whole operation: what it is from here on, for whoever the entry is addressed to.
  ///
  /// @param state DRAFT when drafted, DECLARED when declared, else the state it is in
  record Carried(
      Carrier carrier,
      OperationId operation,
      int revision,
      OperationState state,
      OperationContent content)
      implements OperationMessage {
    @Override
    public String type() {
      return carrier.type();
    }
  }

  /// Changes the state of a revision that its readers have.
  record Moved(Move move, OperationId operation, int revision) implements OperationMessage {
    @Override
    public String type() {
      return move.type();
    }
  }

  /// Why an operation is carried.
  enum Carrier {
    DRAFTED,
    DECLARED,
    REVISED,
    /// To added readers: the operation as the others have it.
    DISCLOSED;

    private static final Map<String, Carrier> BY_TYPE = new HashMap<>();

    static {
      for (Carrier each : values()) {
        BY_TYPE.put(each.type, each);
      }
    }

    private final String type = "operation-" + JsonField.wordOf(this);

    public String type() {
      return type;
    }
  }

  /// A change of state.
  enum Move {
    ACTIVATED(OperationState.ACTIVE),
    NONCONFORMING(OperationState.NONCONFORMING),
    CONTINGENT(OperationState.CONTINGENT),
    ENDED(OperationState.ENDED),
    WITHDRAWN(OperationState.WITHDRAWN);

    private static final Map<String, Move> BY_TYPE = new HashMap<>();

    static {
      for (Move each : values()) {
        BY_TYPE.put(each.type, each);
      }
    }

    private final String type = "operation-" + JsonField.wordOf(this);
    private final OperationState to;

    Move(OperationState to) {
      this.to = to;
    }

    /// The state it leads to.
    public OperationState to() {
      return to;
    }

    public String type() {
      return type;
    }
  }

  /// True if bodies of this type are read by [#parse].
  static boolean knows(String type) {
    return carrier(type).isPresent() || move(type).isPresent();
  }

  /// Reads a body. Any order of keys but that `type` stands first; nothing unknown.
  static Outcome<OperationMessage> parse(byte[] body) {
    return Json.read(body, Limits.OPERATION_BODY_BYTES_MAX, OperationMessage::read);
  }

  /// As above, of a body that was read as far as its type.
  static Outcome<OperationMessage> parse(Json body) {
    return Json.read(body, OperationMessage::read);
  }

  private static OperationMessage read(JsonObject from) {
    JsonField typeField = from.required("type");
    String type = typeField.asText(32);
    OperationId id = from.required("operation").as(OperationId::parse);
    int revision = from.required("revision").asInt(1, REVISION_MAX);
    Optional<Move> move = move(type);
    if (move.isPresent()) {
      return new Moved(move.get(), id, revision);
    }
    Carrier carrier =
        carrier(type)
            .orElseThrow(() -> typeField.refuse(RefusalCode.MALFORMED, "not about an operation"));
    OperationState state = from.required("state").asOneOf(OperationState.class);
    return new Carried(carrier, id, revision, state, content(from));
  }

  private static OperationContent content(JsonObject from) {
    Kind kind = from.required("kind").asOneOf(Kind.class);
    int priority = from.required("priority").asInt(0, OperationContent.PRIORITY_MAX);
    Grain grain = from.required("grain").as(Grain::parse);
    JsonField nameField = from.required("name");
    String name = nameField.asText(OperationContent.NAME_CHARS_MAX);
    List<Volume> volumes =
        from.required("volumes")
            .asList(OperationContent.VERTICES_MAX, each -> each.asObject(VolumeJson::read));
    Optional<Basis> basis = from.optional("basis").map(Basis::read);
    return switch (OperationContent.of(kind, priority, grain, name, volumes, basis)) {
      case Outcome.Accepted<OperationContent>(var content) -> content;
      case Outcome.Refused<OperationContent>(var refusal) ->
          throw from.refuse(refusal.code(), refusal.detail());
    };
  }

  private static Optional<Carrier> carrier(String type) {
    return Optional.ofNullable(Carrier.BY_TYPE.get(type));
  }

  private static Optional<Move> move(String type) {
    return Optional.ofNullable(Move.BY_TYPE.get(type));
  }

  /// The bytes of a body that says this.
  default byte[] toBytes() {
    return JsonWriter.object(
        out -> {
          out.put("type", type()).put("operation", operation().text()).put("revision", revision());
          if (this instanceof Carried carried) {
            OperationContent content = carried.content();
            out.put("state", carried.state())
                .put("kind", content.kind())
                .put("priority", content.priority())
                .put("grain", content.grain().word())
                .put("name", content.name())
                .array(
                    "volumes",
                    content.volumes(),
                    (list, volume) -> list.object(each -> VolumeJson.write(each, volume)));
            content.basis().ifPresent(basis -> out.object("basis", basis::write));
          }
        });
  }
}
