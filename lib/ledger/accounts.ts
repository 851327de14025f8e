import { Decimal } from '../kernel/money'

/** Accounts of the BAS chart that the house books on (BAS 2026); an export maps them where an operator has others. */
export const ACCOUNTS = {
  receivables: '1510',
  bank: '1930',
  customerAdvances: '2420',
  reminderFees: '3591',
  interest: '8313',
  rounding: '3740',
  cardClaims: '1580',
  accruedIncome: '1790',
  payables: '2440',
  outputVat25: '2611',
  inputVat: '2641',
  prepaidIncome: '2979',
  sales25: '3001',
  hostShares: '6050',
} as const

export const ACCOUNT_NAMES: Readonly<Record<string, string>> = {
  '1510': 'Kundfordringar',
  '1580': 'Fordringar för kontokort och kuponger',
  '1790': 'Övriga förutbetalda kostnader och upplupna intäkter',
  '1930': 'Företagskonto',
  '2420': 'Förskott från kunder',
  '2440': 'Leverantörsskulder',
  '2611': 'Utgående moms 25 %',
  '2621': 'Utgående moms 12 %',
  '2631': 'Utgående moms 6 %',
  '2641': 'Debiterad ingående moms',
  '2979': 'Övriga förutbetalda intäkter',
  '3001': 'Försäljning 25 % moms',
  '3002': 'Försäljning 12 % moms',
  '3003': 'Försäljning 6 % moms',
  '3004': 'Försäljning momsfri',
  '3108': 'Försäljning till annat EU-land, momsfri',
  '3591': 'Påminnelseavgifter',
  '3740': 'Öresavrundning',
  '6050': 'Försäljningsprovisioner',
  '8313': 'Ränteintäkter från kundfordringar',
}

/** Asset, liability, cost or income, by BAS class. */
export function accountType(account: string): 'T' | 'S' | 'K' | 'I' {
  if (account.startsWith('1')) return 'T'
  if (account.startsWith('2')) return 'S'
  return account.startsWith('3') || account.startsWith('83') ? 'I' : 'K'
}

/** Where a sale and its VAT are booked. @throws RangeError for a rate Sweden does not have */
export function salesAccounts(
  category: string,
  percent: string,
): { readonly sales: string; readonly vat: string | null } {
  if (category === 'AE') return { sales: '3108', vat: null }
  if (category !== 'S') return { sales: '3004', vat: null }
  switch (new Decimal(percent).toFixed()) {
    case '25':
      return { sales: '3001', vat: '2611' }
    case '12':
      return { sales: '3002', vat: '2621' }
    case '6':
      return { sales: '3003', vat: '2631' }
    default:
      throw new RangeError(`There is no VAT rate of ${percent} per cent in Sweden.`)
  }
}
