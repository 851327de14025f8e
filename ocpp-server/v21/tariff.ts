import { Decimal } from '../../lib/kernel/money'
import { findTariffToSend, type TariffToSend } from '../../lib/tariffs/queries/tariff-to-send'
import { componentFor, type TariffTerms } from '../../lib/tariffs/tariff'
import { isSimple } from '../../lib/tariffs/tariff-input'
import { CannotSend } from '../station-answer'

/** What a station may be told has at most six decimals (OCPP 2.x, "decimal"). */
const DECIMALS = 6

/** The name under which a station knows a version of a tariff of ours: a version never changes, so neither does what it stands for. */
export const tariffKey = ({ tariffId, number }: Pick<TariffToSend, 'tariffId' | 'number'>): string =>
  `tariff-${tariffId}-v${number}`

/** @throws CannotSend when there is no such tariff, or it cannot be said */
export async function tariffToSend(tariffId: string, version: number | undefined): Promise<TariffToSend> {
  const found = await findTariffToSend(BigInt(tariffId), version ?? null)
  if (found === null)
    throw version
      ? new CannotSend('no-tariff-version', { tariff: tariffId, version })
      : new CannotSend('no-tariff', { tariff: tariffId })
  if (found.isArchived) throw new CannotSend('archived-tariff', { name: found.name })
  return found
}

/**
 * A tariff of ours in OCPP 2.1's words (SPEC V-30): prices without tax and the tax beside them, time per minute as ours, energy per
 * kWh, the start fee as a fixed fee, free idling at first as an idle price that begins later. Nothing is made up: what is free has
 * no price, and a tariff this program cannot read is not told.
 * @throws CannotSend
 */
export function wireTariff(tariff: TariffToSend): object {
  const { terms, name } = tariff
  if (terms === null) throw new CannotSend('newer-tariff', { name })
  if (!isSimple(terms)) throw new CannotSend('tariff-says-more', { name })
  const price = (text: string) => withoutTax(text, terms)
  const taxRates = [{ type: 'VAT', tax: Number(terms.vatPercent) }]
  const flat = componentFor(terms, 'flat')
  const energy = componentFor(terms, 'energy')
  const time = componentFor(terms, 'time')
  const idle = componentFor(terms, 'idle')
  const grace = idle?.graceSeconds ?? 0
  const said = {
    ...(energy && { energy: { prices: [{ priceKwh: price(energy.price) }], taxRates } }),
    ...(time && { chargingTime: { prices: [{ priceMinute: price(time.price) }], taxRates } }),
    ...(idle && {
      idleTime: {
        prices: [{ priceMinute: price(idle.price), ...(grace > 0 && { conditions: { minIdleTime: grace } }) }],
        taxRates,
      },
    }),
    ...(flat && { fixedFee: { prices: [{ priceFixed: price(flat.price) }], taxRates } }),
  }
  return {
    tariffId: tariffKey(tariff),
    currency: terms.currency,
    description: [{ format: 'UTF8', content: name.slice(0, 1024) }],
    ...said,
  }
}

/** Six decimals keep a month of charging right to the smallest coin. */
function withoutTax(price: string, { pricesIncludeVat, vatPercent }: TariffTerms): number {
  const said = new Decimal(price)
  const net = pricesIncludeVat ? said.times(100).dividedBy(new Decimal(vatPercent).plus(100)) : said
  return net.toDecimalPlaces(DECIMALS).toNumber()
}
