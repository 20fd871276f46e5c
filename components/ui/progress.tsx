type ProgressProps = {
  label: string;
  /** From 0 to `max`; leave it out while the length is not known. */
  value?: number;
  max?: number;
};

/** How far something has come, with its name and percent. */
export function Progress({ label, value, max = 100 }: ProgressProps) {
  const percent = value === undefined ? null : Math.round((Math.min(value, max) / max) * 100);
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-4 text-sm">
        <span>{label}</span>
        {percent === null ? null : <span className="num text-ink-muted">{percent} %</span>}
      </div>
      <progress aria-label={label} value={value} max={max} className="progress-control h-1.5 w-full" />
    </div>
  );
}
