import type { SieFile } from './write-sie'

/**
 * What kind of account a number of the BAS chart is: T asset, S liability or equity, I income, K cost. Class 8 begins with income from
 * finance (80–83) and goes on with costs. Source: BAS-kontogruppen, the chart's classes; sie.se, `#KTYP`.
 */
export function accountType(number: string): SieFile['accounts'][number]['type'] {
  if (number.startsWith('1')) return 'T'
  if (number.startsWith('2')) return 'S'
  return number.startsWith('3') || /^8[0-3]/.test(number) ? 'I' : 'K'
}
