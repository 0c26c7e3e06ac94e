import { describe, expect, it } from "vitest";
import { EventReader } from "../src/api/events";

const STREAM =
  ': hello\n\nid: 7\nevent: finding\ndata: {"a":\ndata: 1}\n\n: beat\nid: 8\ndata:x\n\nevent: cut';

describe("an event stream", () => {
  it("gives the same events however it is cut into pieces", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = STREAM.replaceAll("\n", end);
      for (let at = 0; at <= text.length; at++) {
        const reader = new EventReader();
        const events = [...reader.read(text.slice(0, at)), ...reader.read(text.slice(at))];
        expect(events, `${JSON.stringify(end)} at ${at}`).toEqual([
          { name: "finding", data: '{"a":\n1}' },
          { name: "message", data: "x" },
        ]);
        expect(reader.lastId).toBe("8");
      }
    }
  });

  it("makes no event of comments or of an id alone", () => {
    const reader = new EventReader();
    expect(reader.read(": beat\n\nid: 9\n\n")).toEqual([]);
    expect(reader.lastId).toBe("9");
  });
});
