import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { lintTariff } from '@/lib/tariffs/lint-tariff'
import type { TariffRow } from '@/lib/tariffs/queries/list-tariffs'
import { tariffSentence } from './tariff-sentence'
import { WeekStrip } from './week-strip'
import { useWho } from './who'

/** One tariff at a glance: what it costs in plain words, and where it applies. The whole card leads to it. */
export function TariffCard({ tariff }: { tariff: TariffRow }) {
  const t = useTranslations('tariffs')
  const locale = useLocale()
  const who = useWho()
  const use = useUse(tariff)
  const words = useTranslations('tariffEditor.remarks.code')
  const said = tariff.version.terms
    ? lintTariff(tariff.version.terms, { maxPowerKw: tariff.maxPowerKw ?? 0, isAdHoc: true })
    : []
  const remarks = [...new Map(said.map(({ code, severity }) => [code, severity]))]
  return (
    <Card className="relative gap-3 p-4 transition-colors hover:border-ring/60">
      <div className="flex items-start justify-between gap-2">
        <h2 className="font-medium">
          <Link
            href={`/tariffs/${tariff.id}`}
            className="rounded-sm after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring"
          >
            {tariff.name}
          </Link>
        </h2>
        <span className="flex gap-1">
          {tariff.isDefault && <Badge>{t('default')}</Badge>}
          {tariff.archived && <Badge variant="outline">{t('archived')}</Badge>}
        </span>
      </div>
      <p className="text-pretty text-base leading-6 first-letter:uppercase">
        {tariffSentence(tariff.version, locale) ?? t('unreadable')}
      </p>
      {tariff.version.terms && <WeekStrip terms={tariff.version.terms} />}
      {remarks.length > 0 && (
        <ul className="grid gap-1">
          {remarks.map(([code, severity]) => (
            <li
              key={code}
              className={severity === 'error' ? 'text-status-faulted text-xs' : 'text-status-attention text-xs'}
            >
              {words(code)}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-auto grid gap-0.5 text-muted-foreground text-xs">
        <p>{use}</p>
        {tariff.plannedAt && (
          <p>
            {t('plannedFrom')} <DateTime at={tariff.plannedAt} />
          </p>
        )}
        <p>
          {t('versionBy', {
            number: tariff.version.number,
            who: who(tariff.version.createdBy, tariff.version.createdByName),
          })}
          {' · '}
          <DateTime at={tariff.version.createdAt} format="date" />
        </p>
      </div>
    </Card>
  )
}

function useUse({ usedBy, isDefault }: TariffRow): string {
  const t = useTranslations('tariffs')
  const format = useFormatter()
  const places = [
    usedBy.sites > 0 && t('sitesCount', { count: usedBy.sites }),
    usedBy.stations > 0 && t('stationsCount', { count: usedBy.stations }),
    usedBy.connectors > 0 && t('connectorsCount', { count: usedBy.connectors }),
  ].filter((place) => place !== false)
  if (places.length > 0) return t('usedBy', { list: format.list(places) })
  return isDefault ? t('usedByDefault') : t('unused')
}
