import type { EnergyTerms, GridTime } from './energy-terms'

/** Columns of `energy_terms` as `termsOfRow` reads them. */
export const termsColumns = `valid_from::text, supply, trim_scale(energy_price)::text AS energy_price, trim_scale(exchange_rate)::text AS exchange_rate,
  trim_scale(grid_fee)::text AS grid_fee, grid_times, trim_scale(energy_tax)::text AS energy_tax, trim_scale(power_fee)::text AS power_fee,
  trim_scale(losses_percent)::text AS losses_percent`

export interface TermsRow {
  valid_from: string
  supply: 'spot' | 'fixed'
  energy_price: string
  exchange_rate: string | null
  grid_fee: string
  grid_times: readonly GridTime[]
  energy_tax: string
  power_fee: string | null
  losses_percent: string
}

export const termsOfRow = (row: TermsRow): EnergyTerms => ({
  validFrom: row.valid_from,
  supply: row.supply,
  energyPrice: row.energy_price,
  exchangeRate: row.exchange_rate,
  gridFee: row.grid_fee,
  gridTimes: row.grid_times,
  energyTax: row.energy_tax,
  powerFee: row.power_fee,
  lossesPercent: row.losses_percent,
})
