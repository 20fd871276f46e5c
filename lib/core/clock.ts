import { TZDate } from "@date-fns/tz";
import { addDays, startOfDay } from "date-fns";

/** A calendar day as `YYYY-MM-DD`, always meant in the report zone. */
export type Day = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a string is a calendar day that exists. */
export function isDay(value: string): boolean {
  if (!DAY.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** The first instant of a day in a zone. Daylight saving is respected: a day may have 23 or 25 hours. */
export function dayStart(day: Day, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date, zone).getTime());
}

/** The first instant after a day in a zone: the exclusive end of a range that ends with that day. */
export function dayEnd(day: Day, zone: string): Date {
  const start = new TZDate(dayStart(day, zone).getTime(), zone);
  return new Date(startOfDay(addDays(start, 1)).getTime());
}

/** The calendar day an instant falls on in a zone. */
export function dayOf(instant: Date, zone: string): Day {
  return formatInstant(instant, zone).slice(0, 10);
}

/** An instant for people, in the given zone: "2026-11-20 14:05". */
export function formatInstant(instant: Date | string, zone: string): string {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  return `${part.year?.padStart(4, "0")}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

// Built in and kept per zone: lists format thousands of instants, and the browser needs no library for it.
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  clocks.set(zone, clock);
  return clock;
}

/** The value of an `<input type="datetime-local">` read in a zone; null when it is not a date and time. */
export function parseLocalInstant(value: string, zone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(value);
  if (!match || !isDay(value.slice(0, 10))) return null;
  const [, year, month, day, hour, minute] = match.map(Number);
  const date = new TZDate(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, zone);
  return Number.isNaN(date.getTime()) ? null : new Date(date.getTime());
}
