'use client'

import { useLocale } from 'next-intl'
import { useNow } from '@/components/ui/format'
import { formatDate, formatDuration } from '@/components/ui/format-values'

/** How long it has lasted in its largest unit, for where there is little room; the exact beginning on hover. */
export function Age({ from, timeZone }: { from: string; timeZone: string }) {
  const locale = useLocale()
  const now = useNow(1000)
  const [count, unit] = formatDuration((now - Date.parse(from)) / 1000).split(' ')
  return (
    <time
      dateTime={from}
      title={formatDate(from, locale, 'date-time-seconds', timeZone)}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {count} {unit}
    </time>
  )
}
