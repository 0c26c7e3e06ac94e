import { describe, expect, it } from "vitest";
import { hereWords, holdsWords } from "../src/words/attachment";

const map = { number: 1, name: "map.pdf", type: "application/pdf", size: 16_777_216 };
const photo = { number: 2, name: "photo.jpg", type: "image/jpeg", size: 5 };

describe("attachments in words", () => {
  it("says how much is here", () => {
    const here = { ...map, received: 1_048_576, whole: false, erased: false };
    expect(hereWords(here)).toBe("not here yet, 1,048,576 of 16,777,216 bytes");
    expect(hereWords({ ...here, whole: true })).toBe("here");
    expect(hereWords({ ...here, erased: true })).toBe("erased here");
  });

  it("tells who holds a message from who holds its files", () => {
    const state = { party: "cobalt", delivered: "2026-11-26T08:00:00.000Z", answers: [], called: [] };
    expect(holdsWords(state, [map, photo])).toBe("cobalt does not hold map.pdf, photo.jpg yet");
    const since = "2026-11-26T08:00:01.000Z";
    const one = { ...state, attachments_held: [{ number: 1, since }] };
    expect(holdsWords(one, [map, photo])).toBe("cobalt does not hold photo.jpg yet");
    expect(holdsWords(one, [map])).toBe("cobalt holds every attachment");
  });
});
