import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { validated } from '../../kernel/validated'
import type { Bucket, Dimension } from '../../revenue/dimension'
import { addSums, MEASURES, type RawSums, REASONS, readEnergyWh, readMoney } from '../../revenue/measures'
import { nameKeys } from '../../revenue/queries/name-keys'
import { type SummedRow, sumRevenue } from '../../revenue/queries/sum-revenue'
import { type MarginBy, type MarginFilterInput, marginFilterSchema } from '../margin-filter'
import type { MarginSums } from '../margin-sums'
import { MARGIN_CURRENCY, spanOf } from '../span'

export interface MarginRow extends MarginSums {
  /** The site's or tariff's id ('' for none), the hour (0–23), the month or day. */
  readonly key: string
  readonly name: string | null
}

export interface Margin {
  readonly whole: MarginSums
  readonly rows: readonly MarginRow[]
  /** Sessions without a known cost, by reason. */
  readonly unknown: Readonly<Record<string, number>>
}

/** As revenue is split: margins are among its sums. */
const SPLIT: Readonly<Record<MarginBy, { readonly by: readonly Dimension[]; readonly bucket: Bucket | null }>> = {
  site: { by: ['site'], bucket: null },
  tariff: { by: ['tariff'], bucket: null },
  hour: { by: ['hour'], bucket: null },
  month: { by: [], bucket: 'month' },
  day: { by: [], bucket: 'day' },
}

/**
 * What is left of the revenue of sessions that ended in these months, after electricity and providers' fees, split by one thing: the sums of
 * `/revenue`, of SEK. Sessions whose cost is not known are counted, and kept out of the margin. @throws DomainError invalid
 */
export async function getMargin(actor: Actor, filter: MarginFilterInput, by: MarginBy): Promise<Margin> {
  requireAct(actor, 'margin.read')
  const { siteId, ...months } = validated(marginFilterSchema, filter)
  const rows = await sumRevenue(actor, {
    ...spanOf(months),
    ...SPLIT[by],
    filter: { currency: MARGIN_CURRENCY, ...(siteId !== null && { siteId }) },
    measures: MEASURES,
  })
  const name = await nameKeys(SPLIT[by].by, rows)
  const whole = addSums(rows.map(({ sums }) => sums))
  return {
    whole: sumsOf(whole),
    rows: rows
      .map((row) => ({ key: keyOf(row, by), name: nameOf(row, by, name), ...sumsOf(row.sums) }))
      .sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true })),
    unknown: Object.fromEntries(
      (['unpriced', ...REASONS] as const)
        .map((reason) => [reason.replace('_', '-'), Number(whole[reason])] as const)
        .filter(([, count]) => count !== 0),
    ),
  }
}

function keyOf({ bucket, keys: [key] }: SummedRow, by: MarginBy): string {
  if (by === 'month') return (bucket ?? '').slice(0, 7)
  return by === 'day' ? (bucket ?? '') : by !== 'hour' && key === '0' ? '' : (key ?? '')
}

const nameOf = ({ keys: [key] }: SummedRow, by: MarginBy, name: Awaited<ReturnType<typeof nameKeys>>) =>
  key === undefined || (by !== 'site' && by !== 'tariff') ? null : name(by, key).name

const sumsOf = (raw: RawSums): MarginSums => ({
  sessions: Number(raw.sessions),
  energyWh: readEnergyWh(raw.energy).toFixed(),
  net: readMoney(raw.earned),
  costed: Number(raw.costed),
  costedNet: readMoney(raw.costed_net),
  costedEnergyWh: readEnergyWh(raw.costed_energy).toFixed(),
  cost: readMoney(raw.cost),
  fees: readMoney(raw.provider_fees),
})
