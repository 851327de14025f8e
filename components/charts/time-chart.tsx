'use client'

import { useLocale } from 'next-intl'
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { type DateStyle, formatDate, formatNumber } from '@/components/ui/format-values'

export interface TimeSeries<Point> {
  readonly label: string
  /** Null where nothing is known: the line breaks there. */
  readonly value: (point: Point) => number | null
  readonly unit: string
  readonly digits?: number
  readonly colour: string
  readonly kind?: 'line' | 'area' | 'step'
  readonly isDashed?: boolean
  /** Drawn against the axis at the right. */
  readonly isRight?: boolean
}

interface TimeChartProps<Point> {
  points: readonly Point[]
  /** epoch ms */
  at: (point: Point) => number
  series: readonly TimeSeries<Point>[]
  timeZone?: string
  /** epoch ms; the first and last point when absent */
  from?: number
  to?: number
  /** How the axis names instants; also the tooltip, when they are days. */
  tick?: DateStyle
  /** `auto`: the left axis begins near the least value instead of at nothing. */
  least?: 'auto'
  /** The left axis' ends, where they mean something of their own: nothing is above 100 %. */
  range?: readonly [number, number]
  /** Room for the left axis' numbers, px. */
  axisWidth?: number
}

const TICK = { fill: 'var(--muted-foreground)', fontSize: 11 }

/** Values over time on one or two axes, in the one style all charts share. Put it in a ChartFrame. */
export function TimeChart<Point>({
  points,
  at,
  series,
  timeZone,
  from,
  to,
  tick = 'time',
  least,
  range,
  axisWidth = 44,
}: TimeChartProps<Point>) {
  const locale = useLocale()
  const rows = points.map((point) => ({
    at: at(point),
    ...Object.fromEntries(series.map(({ value }, index) => [`s${index}`, value(point)])),
  }))
  const [left, right] = [series.find(({ isRight }) => !isRight), series.find(({ isRight }) => isRight)]
  const axis = (one: TimeSeries<Point>) => (value: number) =>
    formatNumber(value, locale, value % 1 === 0 ? 0 : (one.digits ?? 1))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={{ top: 8, right: right ? 0 : 12, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={[from ?? 'dataMin', to ?? 'dataMax']}
          tickFormatter={(value: number) => formatDate(value, locale, tick, timeZone)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--chart-grid)' }}
          minTickGap={48}
        />
        <YAxis
          yAxisId="left"
          domain={range ? [...range] : [least ?? 0, 'auto']}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={axisWidth}
          tickFormatter={left && axis(left)}
        />
        {right && (
          <YAxis
            yAxisId="right"
            orientation="right"
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={44}
            tickFormatter={axis(right)}
          />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--ring)', strokeDasharray: '3 3' }}
          content={({ active, payload, label }) =>
            active && payload.length > 0 ? (
              <div className="rounded-md border bg-popover px-2.5 py-1.5 text-xs shadow-md">
                <p className="mb-1 text-muted-foreground">
                  {formatDate(Number(label), locale, tick === 'date' ? 'date' : 'date-time-seconds', timeZone)}
                </p>
                {payload.map(({ dataKey, value }) => {
                  const one = series[Number(String(dataKey).slice(1))]
                  return one && typeof value === 'number' ? (
                    <p key={String(dataKey)} className="flex justify-between gap-4">
                      <span style={{ color: one.colour }}>{one.label}</span>
                      <span>{`${formatNumber(value, locale, one.digits ?? 1)} ${one.unit}`}</span>
                    </p>
                  ) : null
                })}
              </div>
            ) : null
          }
        />
        {series.map((one, index) => {
          const shared = {
            key: one.label,
            yAxisId: one.isRight ? 'right' : 'left',
            dataKey: `s${index}`,
            name: one.label,
            stroke: one.colour,
            strokeWidth: 1.75,
            strokeDasharray: one.isDashed ? '4 4' : undefined,
            type: one.kind === 'step' ? ('stepAfter' as const) : ('monotone' as const),
            dot: false,
            isAnimationActive: false,
          }
          const { key, ...rest } = shared
          return one.kind === 'area' ? (
            <Area key={key} {...rest} fill={one.colour} fillOpacity={0.1} />
          ) : (
            <Line key={key} {...rest} />
          )
        })}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
