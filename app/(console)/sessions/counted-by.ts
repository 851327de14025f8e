import { getLocale, getTranslations } from 'next-intl/server'
import type { CountedBy } from '@/components/sessions/session-filters'
import { formatDate } from '@/components/ui/format-values'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { nameChosen } from '@/lib/revenue/queries/name-chosen'
import type { SessionFilterSaid } from '@/lib/sessions/session-filter'

/** What of a filter comes from a revenue report, in its words. */
export async function countedBy(actor: Actor, filter: SessionFilterSaid): Promise<readonly CountedBy[]> {
  const [t, revenue, locale] = await Promise.all([
    getTranslations('sessions.counted'),
    getTranslations('revenue'),
    getLocale(),
  ])
  const day = (text: string) => formatDate(`${text}T00:00:00Z`, locale, 'date', 'UTC')
  const { endedFrom, endedTo, tariff, means, hour, weekday, currency, money } = filter
  const counted: CountedBy[] = []
  if (endedFrom !== undefined || endedTo !== undefined) {
    const [from, to] = [endedFrom ?? endedTo ?? '', endedTo ?? endedFrom ?? '']
    counted.push({
      keys: ['endedFrom', 'endedTo'],
      name: from === to ? t('endedOn', { day: day(from) }) : t('ended', { from: day(from), to: day(to) }),
    })
  }
  if (money !== undefined) counted.push({ keys: ['money'], name: t(`money.${money}`) })
  if (filter.site === '0') counted.push({ keys: ['site'], name: revenue('none.site') })
  if (filter.customer === '0') counted.push({ keys: ['customer'], name: revenue('none.customer') })
  if (tariff !== undefined)
    counted.push({
      keys: ['tariff'],
      name:
        tariff === '0' ? revenue('none.tariff') : t('tariff', { name: (await nameOfTariff(actor, tariff)) ?? tariff }),
    })
  if (means !== undefined) counted.push({ keys: ['means'], name: revenue(`means.${means}`) })
  if (hour !== undefined) counted.push({ keys: ['hour'], name: t('hour', { hour: String(hour).padStart(2, '0') }) })
  if (weekday !== undefined)
    counted.push({
      keys: ['weekday'],
      name: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
        Date.UTC(1970, 0, 4 + weekday),
      ),
    })
  if (currency !== undefined) counted.push({ keys: ['currency'], name: currency })
  return counted
}

async function nameOfTariff(actor: Actor, tariff: string): Promise<string | null> {
  if (!mayDo(actor.role, 'revenue.read')) return null
  return (await nameChosen(actor, { tariff }))[0]?.name ?? null
}
