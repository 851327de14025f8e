'use client'

import { useTranslations } from 'next-intl'
import { HeatStrip } from './heat-strip'
import { useHeat } from './use-heat'

/** In a row's height no more find room. */
const MOST_EVSES = 3

/** A station's outlets of the last 90 days, one strip each, in a list's row. */
export function StationHeat({ identity }: { identity: string }) {
  const t = useTranslations('performance.heat')
  const heat = useHeat(identity)
  if (heat === null)
    return <span className="block h-3 w-full rounded-sm bg-muted" role="img" aria-label={t('loading')} />
  const shown = heat.evses.slice(0, MOST_EVSES)
  if (shown.length === 0) return <span className="text-muted-foreground">–</span>
  return (
    <span className="flex w-full min-w-0 flex-col gap-px">
      {shown.map(({ evse, days }) => (
        <HeatStrip key={evse} evse={evse} days={days} from={heat.from} height={shown.length === 1 ? 14 : 8} />
      ))}
    </span>
  )
}
