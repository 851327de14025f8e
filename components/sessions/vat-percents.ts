import { formatNumber } from '@/components/ui/format-values'
import { Decimal } from '@/lib/kernel/money'
import type { SessionPrice } from '@/lib/sessions/session-price'

/** The VAT rates in a price, `25` or `12 + 25`: those of its lines, and the tariff's where a line does not say. */
export function vatPercents(price: SessionPrice, tariffPercent: string | null, locale: string): string {
  const percents = new Set(price.lines.flatMap((line) => line.vatPercent ?? tariffPercent ?? []))
  if (percents.size === 0 && tariffPercent !== null) percents.add(tariffPercent)
  const values = [...new Set([...percents].map((percent) => new Decimal(percent).toFixed()))]
  return values.map((value) => formatNumber(value, locale, new Decimal(value).decimalPlaces())).join(' + ')
}
