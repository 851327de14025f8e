import type { DayPart } from '@/lib/performance/day-of-evse'

const FILL = {
  up: 'fill-foreground/15',
  down: 'fill-status-faulted',
  excluded: 'fill-status-unavailable',
  unknown: 'fill-transparent',
} as const

/** One day of one outlet from midnight to midnight; a line below shows when a car stood there. */
export function HeatDay({ parts, label }: { parts: readonly DayPart[]; label: string }) {
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) return null
  const whole = last.to - first.from
  const at = (instant: number) => ((instant - first.from) / whole) * 1000
  return (
    <svg role="img" aria-label={label} viewBox="0 0 1000 10" preserveAspectRatio="none" className="h-4 w-full max-w-xl">
      <title>{label}</title>
      {parts.map(({ from, to, standing, isOccupied }) => (
        <g key={from}>
          <rect
            x={at(from)}
            width={at(to) - at(from)}
            y={standing.kind === 'up' ? 2 : 0}
            height={standing.kind === 'up' ? 5 : 7}
            className={FILL[standing.kind]}
          />
          {isOccupied && (
            <rect x={at(from)} width={at(to) - at(from)} y={8} height={2} className="fill-status-charging" />
          )}
        </g>
      ))}
    </svg>
  )
}
