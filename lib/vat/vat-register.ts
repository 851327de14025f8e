import { plainVatNumber } from './vat-number'

export interface Company {
  readonly name: string
  readonly address1: string
  readonly city: string
  /** Two letters, as the number begins. */
  readonly country: string
}

/** A register's word on a number; null: it could not be asked, or did not know. */
export type VatStanding = { readonly isValid: boolean; readonly company: Company | null } | null

/** Whoever knows which company bears a VAT number. */
export interface VatRegister {
  /** Never throws. @param number with its country's two letters */
  ask(number: string): Promise<VatStanding>
}

/** There is none: only a number's form is checked. */
export const noVatRegister: VatRegister = { ask: async () => null }

/** What OCPP carries of each. */
const [NAME, ADDRESS, CITY] = [50, 100, 100]

/**
 * A register over HTTP that answers as the European Commission's VIES does: `{"isValid": true, "name": "…", "address": "…"}`.
 * @param template its address with {country} and {number} in it, e.g.
 *   https://ec.europa.eu/taxation_customs/vies/rest-api/ms/{country}/vat/{number}
 */
export function httpVatRegister(template: string, timeoutMs = 10_000): VatRegister {
  return {
    async ask(number) {
      const plain = plainVatNumber(number)
      const [country, rest] = [plain.slice(0, 2), plain.slice(2)]
      const url = template
        .replace('{country}', encodeURIComponent(country))
        .replace('{number}', encodeURIComponent(rest))
      try {
        const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
        if (!response.ok) return null
        const { isValid, name, address } = (await response.json()) as Record<string, unknown>
        if (typeof isValid !== 'boolean') return null
        return { isValid, company: isValid ? companyOf(name, address, country) : null }
      } catch {
        return null
      }
    },
  }
}

/** The address comes as lines, the last of which is the town. Countries that give nothing away say "---". */
function companyOf(name: unknown, address: unknown, country: string): Company | null {
  if (typeof name !== 'string' || typeof address !== 'string') return null
  const lines = address.split('\n').map((line) => line.trim())
  const [first, ...rest] = lines.filter((line) => /\p{L}/u.test(line))
  const city = rest.at(-1)
  if (!/\p{L}/u.test(name) || first === undefined || city === undefined) return null
  return { name: name.trim().slice(0, NAME), address1: first.slice(0, ADDRESS), city: city.slice(0, CITY), country }
}
