import { useTranslations } from 'next-intl'
import { readDraft } from '@/lib/tariffs/draft/read-draft'
import type { TariffTerms } from '@/lib/tariffs/tariff'
import { levelColour } from './week-colours'

const CELL = { width: 10, height: 7, gap: 1 }

/** The week at a glance: a row per day, darker where another price holds. Nothing where the week has one price. */
export function WeekStrip({ terms }: { terms: TariffTerms }) {
  const t = useTranslations('tariffs')
  const { levels, week } = readDraft('', terms, false)
  if (levels.length === 0) return null
  return (
    <svg
      role="img"
      aria-label={t('weekStrip', { prices: levels.length + 1 })}
      viewBox={`0 0 ${24 * (CELL.width + CELL.gap) - CELL.gap} ${7 * (CELL.height + CELL.gap) - CELL.gap}`}
      className="w-full max-w-80 rounded-sm"
    >
      {week.map((level, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: an hour of the week is its place
          key={index}
          x={(index % 24) * (CELL.width + CELL.gap)}
          y={Math.floor(index / 24) * (CELL.height + CELL.gap)}
          width={CELL.width}
          height={CELL.height}
          fill={levelColour(level)}
        />
      ))}
    </svg>
  )
}
