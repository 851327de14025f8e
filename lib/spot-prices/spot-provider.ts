import { type PublishedPrice, readEntsoe } from './read-entsoe'

export const PRICE_AREAS = ['SE1', 'SE2', 'SE3', 'SE4'] as const
export type PriceArea = (typeof PRICE_AREAS)[number]

/** Whoever publishes the exchange's prices. */
export interface SpotProvider {
  readonly name: string
  /** Prices of the quarters in [from, to) that are published; fewer when not all are. @throws when it cannot be asked or answers otherwise */
  ask(area: PriceArea, from: Date, to: Date): Promise<readonly PublishedPrice[]>
}

/** Energy Identification Codes of the Swedish bidding zones. */
const ZONES: Readonly<Record<PriceArea, string>> = {
  SE1: '10Y1001A1001A44P',
  SE2: '10Y1001A1001A45N',
  SE3: '10Y1001A1001A46L',
  SE4: '10Y1001A1001A47J',
}

/** Prices are a few hundred kilobytes a day; nothing that is larger is one. */
const LARGEST_ANSWER = 20 * 1024 * 1024

/**
 * ENTSO-E's transparency platform: day-ahead prices (A44) with a security token.
 * @param url its address, `https://web-api.tp.entsoe.eu/api`
 */
export function entsoeProvider(url: string, token: string, timeoutMs = 30_000): SpotProvider {
  return {
    name: 'entsoe',
    async ask(area, from, to) {
      const address = new URL(url)
      const query = {
        securityToken: token,
        documentType: 'A44',
        in_Domain: ZONES[area],
        out_Domain: ZONES[area],
        periodStart: minute(from),
        periodEnd: minute(to),
      }
      for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value)
      const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
      const xml = await response.text()
      if (xml.length > LARGEST_ANSWER) throw new Error('The price list is too large.')
      // The platform says "no matching data" with 200 or 400; either is told by the document. The address has the token: never in an error.
      if (!response.ok && !xml.includes('Acknowledgement_MarketDocument')) {
        throw new Error(`The price list was refused: HTTP ${response.status}.`)
      }
      return readEntsoe(xml).filter(({ at }) => at >= from && at < to)
    },
  }
}

/** yyyyMMddHHmm, UTC. */
const minute = (at: Date) => at.toISOString().slice(0, 16).replaceAll(/[-T:]/g, '')
