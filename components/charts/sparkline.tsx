interface SparklineProps {
  /** Oldest first. */
  values: readonly number[]
  /** What is usual, dotted behind; the same length. */
  usual?: readonly (number | null)[] | null
  /** Read out instead of the drawing. */
  label: string
  className?: string
}

const WIDTH = 120
const HEIGHT = 24
const MARGIN = 2

/** A day at a glance: no axes, no colour of its own, drawn on the server. */
export function Sparkline({ values, usual, label, className = '' }: SparklineProps) {
  const known = [...values, ...(usual ?? []).filter((value) => value !== null)]
  const top = Math.max(...known, 0) || 1
  const x = (index: number) => (index / Math.max(1, values.length - 1)) * WIDTH
  const y = (value: number) => HEIGHT - MARGIN - (value / top) * (HEIGHT - 2 * MARGIN)
  const line = (points: readonly (number | null)[]) =>
    points.flatMap((value, index) => (value === null ? [] : `${x(index).toFixed(1)},${y(value).toFixed(1)}`)).join(' ')
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={`h-6 w-full overflow-visible ${className}`}
    >
      <title>{label}</title>
      <polygon points={`0,${HEIGHT} ${line(values)} ${WIDTH},${HEIGHT}`} className="fill-foreground/6" />
      {usual?.some((value) => value !== null) && (
        <polyline
          points={line(usual)}
          fill="none"
          vectorEffect="non-scaling-stroke"
          strokeDasharray="2 3"
          className="stroke-muted-foreground/70"
        />
      )}
      <polyline
        points={line(values)}
        fill="none"
        vectorEffect="non-scaling-stroke"
        strokeWidth="1.5"
        strokeLinejoin="round"
        className="stroke-foreground/60"
      />
    </svg>
  )
}
