import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requestCommand } from '../../commands/mutations/request-command'
import { DomainError } from '../../kernel/errors'
import { getTariff } from '../queries/get-tariff'
import { listShowing, PRICE_MESSAGE_ID, priceText, type Showing, wantsTelling } from '../queries/list-showing'
import type { TariffTerms } from '../tariff'

/** More at once would take longer than anybody waits; those that show it already are not told again, so the next click goes on. */
const MOST = 500

export interface Told {
  /** Commands queued: the answers come as with any command. */
  readonly told: number
  /** Offline, or gone meanwhile. */
  readonly offline: number
}

/**
 * Tells the stations that a tariff prices what it costs, as far as their OCPP has words: 2.1 gets the tariff itself, 2.0.1 (and 2.1 for
 * what its tariffs cannot say) the sentence on the display. Those that show the version in effect are left alone.
 * @throws DomainError not-found | conflict (a newer program wrote the version)
 */
export async function tellStations(actor: Actor, id: bigint): Promise<Told> {
  requireAct(actor, 'tariffs.write')
  requireAct(actor, 'stations.command')
  const tariff = await getTariff(actor, id)
  const version = tariff.versions.find(({ number }) => number === tariff.inEffect)
  if (!version?.terms) throw new DomainError('conflict', 'These prices were written by a newer program.')
  const { terms, number } = version
  const wanting = (await listShowing(actor, id, version)).filter(wantsTelling)
  let told = 0
  let offline = wanting.filter(({ isOnline }) => !isOnline).length
  for (const station of wanting.filter(({ isOnline }) => isOnline).slice(0, MOST)) {
    try {
      for (const command of commandsFor(station, { tariffId: id, version: number, terms })) {
        await requestCommand(actor, station.identity, command)
      }
      told += 1
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'conflict')) throw error
      offline += 1
    }
  }
  return { told, offline }
}

/** What to say to a station so that it shows a version's price, and no other. */
export function commandsFor(
  { means, evses, stale, hasOldText }: Showing,
  { tariffId, version, terms }: { tariffId: bigint; version: number; terms: TariffTerms },
) {
  const cleared = [
    ...(stale.length > 0 ? [{ type: 'clear-tariffs' as const, tariffKeys: [...new Set(stale)] }] : []),
    ...(hasOldText ? [{ type: 'clear-display-message' as const, messageId: PRICE_MESSAGE_ID }] : []),
  ]
  if (means === 'none') return cleared
  if (means === 'text') {
    const content = priceText(terms)
    return [...cleared, { type: 'set-display-message' as const, messageId: PRICE_MESSAGE_ID, content }]
  }
  const told = evses.map((evseId) => ({
    type: 'set-default-tariff' as const,
    tariffId: String(tariffId),
    version,
    evseId,
  }))
  return [...told, ...cleared]
}
