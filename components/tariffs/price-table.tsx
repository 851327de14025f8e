import { useLocale, useTranslations } from 'next-intl'
import { ABSENT } from '@/components/ui/format-values'
import { describeTariff, formatPrice } from '@/lib/tariffs/describe-tariff'
import type { TariffVersion } from '@/lib/tariffs/queries/tariff-version'

/** A version's prices, one row each; what costs nothing is a dash. */
export function PriceTable({ version }: { version: TariffVersion }) {
  const t = useTranslations('tariffs.prices')
  const locale = useLocale()
  const { prices } = version
  // Terms that say more than five prices are said in words.
  if (prices === null) return version.terms && <p>{describeTariff(version.terms, locale)}</p>
  const price = (amount: string | null) => (amount === null ? ABSENT : formatPrice(amount, version.currency, locale))
  const rows = [
    { label: t('pricePerKwh'), amount: prices.pricePerKwh, unit: t('perKwh') },
    { label: t('startFee'), amount: prices.startFee, unit: t('perSession') },
    { label: t('pricePerMinute'), amount: prices.pricePerMinute, unit: t('perMinute') },
    {
      label: t('idlePerMinute'),
      amount: prices.idlePerMinute,
      unit: prices.idleGraceMinutes > 0 ? t('perMinuteAfter', { minutes: prices.idleGraceMinutes }) : t('perMinute'),
    },
  ]
  const vat = { percent: version.vatPercent }
  return (
    <dl className="grid grid-cols-[1fr_auto_auto] gap-x-3">
      {rows.map((row) => (
        <div key={row.label} className="col-span-3 grid min-h-9 grid-cols-subgrid items-center border-b">
          <dt className="text-muted-foreground">{row.label}</dt>
          <dd className="text-right font-medium">{price(row.amount)}</dd>
          <dd className="text-muted-foreground text-xs">{row.amount !== null && row.unit}</dd>
        </div>
      ))}
      <div className="col-span-3 grid min-h-9 grid-cols-subgrid items-center">
        <dt className="text-muted-foreground">{t('vat')}</dt>
        <dd className="col-span-2 text-right">{version.pricesIncludeVat ? t('included', vat) : t('excluded', vat)}</dd>
      </div>
    </dl>
  )
}
