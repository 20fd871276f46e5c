/** One measured figure: the median of its runs, beside the floor it is held against. */
export type Figure = {
  name: string;
  /** Median milliseconds of ours. */
  ours: number;
  /** Median milliseconds of the floor, or null when the goal is a time alone. */
  floor: number | null;
  /** The goal, as a ratio to the floor or as milliseconds. */
  goal: { ratio: number } | { milliseconds: number };
};

/** The middle value; of two middle values the lower. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Milliseconds that some work takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Medians of two pieces of work run in turn, so that whatever else the machine does falls on both; one run of each is not
 * counted.
 */
export async function compare(
  runs: number,
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
): Promise<{ ours: number; floor: number }> {
  await floor();
  await ours();
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    times.floor.push(await time(floor));
    times.ours.push(await time(ours));
  }
  return { ours: median(times.ours), floor: median(times.floor) };
}

/** Whether a figure reaches its goal. */
export function reached({ ours, floor, goal }: Figure): boolean {
  if ("milliseconds" in goal) return ours <= goal.milliseconds;
  return floor !== null && ours / floor <= goal.ratio;
}

/** One line of the report. */
export function line(figure: Figure): string {
  const { name, ours, floor, goal } = figure;
  const ratio = floor === null ? "" : `floor ${floor.toFixed(1)} ms, ratio ${(ours / floor).toFixed(2)}, `;
  const wanted = "ratio" in goal ? `goal ≤ ${goal.ratio}×` : `goal ≤ ${goal.milliseconds} ms`;
  return `${reached(figure) ? "ok  " : "MISS"} ${name}: ${ours.toFixed(1)} ms (${ratio}${wanted})`;
}
