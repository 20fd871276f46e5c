import type { Day } from "@/lib/core/clock";

export type DayPreset = { label: string; from: Day; to: Day };

/**
 * The usual ranges of days, counted back from `today` (a day of the report zone). Weeks begin on Monday; "last 30 days"
 * includes today.
 */
export function dayPresets(today: Day): DayPreset[] {
  const [year = 0, month = 1, date = 1] = today.split("-").map(Number);
  const weekday = (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7;
  const quarter = Math.floor((month - 1) / 3) * 3;
  return [
    { label: "Today", from: today, to: today },
    { label: "Yesterday", from: day(year, month, date - 1), to: day(year, month, date - 1) },
    { label: "This week", from: day(year, month, date - weekday), to: today },
    { label: "Last 7 days", from: day(year, month, date - 6), to: today },
    { label: "Last 30 days", from: day(year, month, date - 29), to: today },
    { label: "This month", from: day(year, month, 1), to: today },
    { label: "Last month", from: day(year, month - 1, 1), to: day(year, month, 0) },
    { label: "This quarter", from: day(year, quarter + 1, 1), to: today },
    { label: "This year", from: day(year, 1, 1), to: today },
    { label: "Last year", from: day(year - 1, 1, 1), to: day(year - 1, 12, 31) },
  ];
}

// Calendar arithmetic only: UTC has neither gaps nor repeated hours, so a day never shifts.
function day(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}
