package org.wideberth.node.snapshot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wideberth.geo.Area;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.Position;
import org.wideberth.geo.PreparedVolume;
import org.wideberth.geo.TimeWindow;
import org.wideberth.geo.Volume;
import org.wideberth.operation.Grain;
import org.wideberth.operation.Kind;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationMessage.Carrier;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.refusal.Outcome;

/// The message of a body in few bytes that are quick to read: big-endian, constants by their place
/// in their enum. Read back only by the version that wrote it. Stateless.
final class CarriedForm {
  private static final List<Carrier> CARRIERS = List.of(Carrier.values());
  private static final List<OperationState> STATES = List.of(OperationState.values());
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Grain> GRAINS = List.of(Grain.values());
  private static final List<Datum> DATUMS = List.of(Datum.values());

  private static final int CIRCLE = 0;
  private static final int CORRIDOR = 1;
  private static final int POLYGON = 2;

  private CarriedForm() {}

  /// True if [#write] can write it: not what says on what it rests, which few do.
  static boolean fits(Carried said) {
    return said.content().basis().isEmpty();
  }

  static void write(DataOutputStream out, Carried said) throws IOException {
    OperationContent content = said.content();
    out.writeByte(CARRIERS.indexOf(said.carrier()));
    out.writeUTF(said.operation().party().text());
    out.writeUTF(said.operation().name());
    out.writeInt(said.revision());
    out.writeByte(STATES.indexOf(said.state()));
    out.writeByte(KINDS.indexOf(content.kind()));
    out.writeByte(content.priority());
    out.writeByte(GRAINS.indexOf(content.grain()));
    out.writeUTF(content.name());
    out.writeInt(content.volumes().size());
    for (Volume volume : content.volumes()) {
      write(out, volume);
    }
  }

  private static void write(DataOutputStream out, Volume volume) throws IOException {
    Area area = volume.area();
    out.writeByte(
        switch (area) {
          case Area.Circle _ -> CIRCLE;
          case Area.Corridor _ -> CORRIDOR;
          case Area.Polygon _ -> POLYGON;
        });
    out.writeInt(area.widthCm());
    out.writeInt(area.vertices().size());
    for (Position each : area.vertices()) {
      out.writeInt(each.latE7());
      out.writeInt(each.lonE7());
    }
    HeightBand heights = volume.heights();
    out.writeByte(DATUMS.indexOf(heights.datum()));
    out.writeInt(heights.lower());
    out.writeInt(heights.upper());
    if (heights.ground().isPresent()) {
      out.writeInt(heights.ground().get().lowerCm());
      out.writeInt(heights.ground().get().upperCm());
    }
    out.writeLong(volume.time().start().toEpochMilli());
    out.writeLong(volume.time().end().toEpochMilli());
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IOException if it is not that
  static Carried read(DataInputStream in) throws IOException {
    try {
      Carrier carrier = CARRIERS.get(in.readByte());
      if (!(PartyId.parse(in.readUTF()) instanceof Outcome.Accepted<PartyId>(var party))) {
        throw new IOException("not the name of a party");
      }
      OperationId id = new OperationId(party, in.readUTF());
      int revision = in.readInt();
      OperationState state = STATES.get(in.readByte());
      Kind kind = KINDS.get(in.readByte());
      int priority = in.readByte();
      Grain grain = GRAINS.get(in.readByte());
      String name = in.readUTF();
      int count = in.readInt();
      List<Volume> volumes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        volumes.add(volume(in));
      }
      return new Carried(
          carrier,
          id,
          revision,
          state,
          new OperationContent(kind, priority, grain, name, volumes, Optional.empty()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      throw new IOException("not an operation", wrong);
    }
  }

  private static Volume volume(DataInputStream in) throws IOException {
    int shape = in.readByte();
    int widthCm = in.readInt();
    int vertices = in.readInt();
    List<Position> at = new ArrayList<>();
    for (int i = 0; i < vertices; i++) {
      at.add(new Position(in.readInt(), in.readInt()));
    }
    Area area =
        switch (shape) {
          case CIRCLE -> new Area.Circle(at.getFirst(), widthCm);
          case CORRIDOR -> new Area.Corridor(at, widthCm);
          case POLYGON -> new Area.Polygon(at, widthCm);
          default -> throw new IOException("not a shape: " + shape);
        };
    Datum datum = DATUMS.get(in.readByte());
    int lower = in.readInt();
    int upper = in.readInt();
    Optional<Ground> ground =
        datum == Datum.AGL ? Optional.of(new Ground(in.readInt(), in.readInt())) : Optional.empty();
    Instant start = Instant.ofEpochMilli(in.readLong());
    Instant end = Instant.ofEpochMilli(in.readLong());
    Volume volume =
        new Volume(area, new HeightBand(datum, lower, upper, ground), new TimeWindow(start, end));
    // Here, by whoever reads, and not one after the other by who compares.
    PreparedVolume.of(volume);
    return volume;
  }
}
