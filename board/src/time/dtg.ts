/** Date-time groups (`221430ZNOV26`) and other ways the board writes a time, all in UTC. */

const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const MINUTE_MS = 60_000;

const two = (n: number): string => String(n).padStart(2, "0");

/** The date-time group of the minute that `ms` lies in. */
export function dtg(ms: number): string {
  const t = new Date(ms);
  const day = two(t.getUTCDate()) + two(t.getUTCHours()) + two(t.getUTCMinutes());
  return `${day}Z${MONTHS[t.getUTCMonth()]}${two(t.getUTCFullYear() % 100)}`;
}

/** The first date-time group at or after `ms`: an end is never shown earlier than it is. */
export function dtgCeiling(ms: number): string {
  return dtg(Math.ceil(ms / MINUTE_MS) * MINUTE_MS);
}

/** A half-open window, rounded outwards to whole minutes. */
export function dtgWindow(start: number, end: number): string {
  return `${dtg(start)} – ${dtgCeiling(end)}`;
}

/** `14:30:05Z`. */
export function clock(ms: number): string {
  const t = new Date(ms);
  return `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}Z`;
}

/** `14:30:05Z 22 NOV 26`: where a minute is too coarse. */
export function exact(ms: number): string {
  const t = new Date(ms);
  const date = `${two(t.getUTCDate())} ${MONTHS[t.getUTCMonth()]} ${two(t.getUTCFullYear() % 100)}`;
  return `${clock(ms)} ${date}`;
}

/** Reads ISO-8601 with a zone, or a date-time group; undefined for anything else. */
export function parseTime(text: string): number | undefined {
  const group = /^(\d{2})(\d{2})(\d{2})Z([A-Z]{3})(\d{2})$/.exec(text.toUpperCase());
  if (group) {
    const [, day, hour, minute, month, year] = group;
    const monthIndex = MONTHS.indexOf(month ?? "");
    if (monthIndex < 0) return undefined;
    const ms = Date.UTC(2000 + Number(year), monthIndex, Number(day), Number(hour), Number(minute));
    return dtg(ms) === text.toUpperCase() ? ms : undefined;
  }
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** `43 s`, `12 min 5 s`, `3 h 20 min`, `2 d 4 h`: how long something has lasted, in words. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 86_400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86_400)} d ${Math.floor((s % 86_400) / 3600)} h`;
}
