/** How the tests of a link and of the channel stand, in words. */

import type { ChannelTest } from "../api/shapes";
import { clock, parseTime } from "../time/dtg";

const at = (time: string | undefined): string => {
  const parsed = time === undefined ? undefined : parseTime(time);
  return parsed === undefined ? "" : clock(parsed);
};

/** The link, as machines find it. */
export function linkTestWords({ link }: ChannelTest): string {
  const measured = link.now ?? link.passed;
  const figures =
    measured?.round_trip_ms === undefined
      ? ""
      : ` round trip ${measured.round_trip_ms} ms, clock ${measured.offset_ms} ms ahead`;
  if (link.missed) return `link test MISSED${figures && `; last${figures}`}`;
  return link.passed === undefined
    ? `link:${figures || " not measured"}; first test ${at(link.due)}`
    : `link passed ${at(link.passed.time)}:${figures}`;
}

/** The channel, as people find it. */
export function peopleTestWords({ people }: ChannelTest): string {
  const last = people.last?.answered;
  const before = last === undefined ? "never answered yet" : `last answered ${at(last)}`;
  switch (people.standing) {
    case "due":
      return `test DUE ${at(people.due)}, ${people.turn} sends`;
    case "sent":
      return `test sent ${at(people.test?.sent)}, to be answered by ${at(people.until)}`;
    case "passed":
      return `test of ${at(people.due)} passed`;
    case "late":
      return `test of ${at(people.due)} answered late, ${at(people.test?.answered)}`;
    case "missed":
      return `test of ${at(people.due)} MISSED; ${before}`;
    case "not-due":
      return people.next === undefined ? before : `next test ${at(people.next)}; ${before}`;
  }
}

/** True if a person should do something about it. */
export function testNeedsSomebody({ people }: ChannelTest): boolean {
  return people.missed || people.standing === "due";
}
