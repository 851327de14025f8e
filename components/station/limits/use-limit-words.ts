'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatDate, formatNumber } from '@/components/ui/format-values'
import type { ChargingProfile, RateUnit } from '@/lib/charging-limits/charging-profile'

/** More steps than this are told as "…": the chart has them all. */
const MOST_STEPS = 4

/** Limits and profiles in words. */
export function useLimitWords(timeZone: string) {
  const t = useTranslations('limits')
  const locale = useLocale()

  /** `16 A`, `11 kW`, `paused`. */
  const limit = (value: number | null, unit: RateUnit): string => {
    if (value === null) return t('noLimit')
    if (value === 0) return t('paused')
    const shown = unit === 'W' ? value / 1000 : value
    return `${formatNumber(shown, locale, shown % 1 === 0 ? 0 : 1)} ${unit === 'W' ? 'kW' : 'A'}`
  }

  /** When something happens, as short as can be: the clock alone within a day. */
  const moment = (at: Date, now: number): string =>
    formatDate(at, locale, Math.abs(at.getTime() - now) < 20 * 3_600_000 ? 'time' : 'date-time', timeZone)

  const place = (evse: number): string => (evse === 0 ? t('wholeStation') : t('outlet', { name: evse }))

  const purpose = ({ purpose: what, source }: Pick<ChargingProfile, 'purpose' | 'source'>): string =>
    what === 'external' ? t(`source.${KNOWN_SOURCES.has(source) ? source : 'Other'}`) : t(`purpose.${what}`)

  /** `6 A → 10,2 A → paused, every day from 22:00, until 18:00`. */
  const profile = ({ kind, schedule, validTo }: ChargingProfile, now: number): string => {
    const { periods, unit, startAt, durationSeconds } = schedule
    if (periods.length === 0) return t('unknownLimit')
    const steps = periods.slice(0, MOST_STEPS).map((period) => limit(period.limit, unit))
    if (periods.length > MOST_STEPS) steps.push('…')
    const parts = [steps.join(' → ')]
    const start = startAt === null ? null : new Date(startAt)
    if (kind === 'relative') parts.push(t('fromPlugIn'))
    else if (kind === 'recurring-daily' && start)
      parts.push(t('daily', { time: formatDate(start, locale, 'time', timeZone) }))
    else if (kind === 'recurring-weekly' && start)
      parts.push(t('weekly', { time: formatDate(start, locale, 'time', timeZone) }))
    else if (start && start.getTime() > now) parts.push(t('from', { time: moment(start, now) }))
    const end = validTo ?? endOf(kind, start, durationSeconds)
    if (end) parts.push(t('until', { time: moment(end, now) }))
    return parts.join(', ')
  }

  return { limit, moment, place, purpose, profile }
}

const KNOWN_SOURCES = new Set(['EMS', 'SO', 'CSO', 'Other'])

/** An absolute schedule ends by itself. */
const endOf = (kind: string, start: Date | null, durationSeconds: number | null) =>
  kind === 'absolute' && start && durationSeconds !== null ? new Date(start.getTime() + durationSeconds * 1000) : null
