import { z } from 'zod'

/** What a 2.1 station says of a session in its own words, as far as people are shown it. */
export interface StationSays {
  /** Its own sum, including tax, decimal string; ours is the price. */
  readonly total: { readonly amount: string; readonly currency: string } | null
  readonly limit: {
    readonly maxCost: number | null
    readonly maxEnergyWh: number | null
    readonly maxSeconds: number | null
    readonly maxSocPercent: number | null
  } | null
  /** OCPP's word for which way energy may flow, e.g. ChargingOnly. */
  readonly mode: string | null
}

const number = z.number().nullish().catch(null)
const said = z.object({
  costDetails: z
    .object({
      totalCost: z.object({ currency: z.string().max(3), total: z.object({ inclTax: number, exclTax: number }) }),
    })
    .nullish()
    .catch(null),
  transactionLimit: z
    .object({ maxCost: number, maxEnergy: number, maxTime: number, maxSoC: number })
    .nullish()
    .catch(null),
  operationMode: z.string().nullish().catch(null),
})

/** Null: nothing that people are shown. What cannot be read is left out; it stays in the row as sent. */
export function stationSays(stored: unknown): StationSays | null {
  const parsed = said.safeParse(stored)
  if (!parsed.success) return null
  const { costDetails, transactionLimit, operationMode } = parsed.data
  const amount = costDetails?.totalCost.total.inclTax ?? costDetails?.totalCost.total.exclTax ?? null
  const says: StationSays = {
    total: amount === null ? null : { amount: String(amount), currency: costDetails!.totalCost.currency },
    limit: transactionLimit
      ? {
          maxCost: transactionLimit.maxCost ?? null,
          maxEnergyWh: transactionLimit.maxEnergy ?? null,
          maxSeconds: transactionLimit.maxTime ?? null,
          maxSocPercent: transactionLimit.maxSoC ?? null,
        }
      : null,
    mode: operationMode ?? null,
  }
  return says.total === null && says.limit === null && says.mode === null ? null : says
}
