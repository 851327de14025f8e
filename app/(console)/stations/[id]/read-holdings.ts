import type { Holdings } from '@/components/station/holdings/holdings'
import type { Actor } from '@/lib/access/actor'
import { listBatterySwaps } from '@/lib/battery-swaps/queries'
import { listMonitors } from '@/lib/monitors/queries/list-monitors'
import { listSettlements } from '@/lib/settlements/queries'
import { listStreams, listStreamValues, type StreamView } from '@/lib/streams/queries'
import { listStationTariffs } from '@/lib/tariffs/queries/list-station-tariffs'

/** The newest are enough on a page; the API has more. */
const SHOWN = 20

/** What a 2.1 station holds, and tells besides sessions. For those who may command it. */
export async function readHoldings(actor: Actor, identity: string): Promise<Holdings> {
  const [tariffs, settlements, swaps, streams] = await Promise.all([
    listStationTariffs(actor, identity),
    listSettlements(actor, identity),
    listBatterySwaps(actor, identity),
    listStreams(actor, identity),
  ])
  return {
    tariffs: tariffs.map(({ tariffKey, tariff, ...rest }) => ({
      ...rest,
      key: tariffKey,
      ours: tariff && { ...tariff, id: String(tariff.id) },
    })),
    settlements: settlements.slice(0, SHOWN).map(({ id, pspReference, status, amount, settledAt, receiptUrl }) => ({
      id: String(id),
      reference: pspReference,
      status,
      amount,
      settledAt,
      receiptUrl: receiptUrl !== null && /^https?:\/\//i.test(receiptUrl) ? receiptUrl : null,
    })),
    swaps: swaps.slice(0, SHOWN).map(({ batteries, ...rest }) => ({ ...rest, batteries: batteriesOf(batteries) })),
    streams: await readStreams(
      actor,
      identity,
      streams.filter(({ closedAt }) => closedAt === null),
    ),
  }
}

async function readStreams(actor: Actor, identity: string, open: readonly StreamView[]): Promise<Holdings['streams']> {
  if (open.length === 0) return []
  const monitors = await listMonitors(actor, identity)
  const variables = new Map(monitors.map(({ monitorId, variable }) => [monitorId, variable]))
  return Promise.all(
    open.slice(0, SHOWN).map(async ({ streamId, monitorId, intervalSeconds }) => {
      const [latest = null] = await listStreamValues(actor, identity, streamId, { limit: 1 })
      return { streamId, monitorId, intervalSeconds, variable: variables.get(monitorId) ?? null, latest }
    }),
  )
}

/** As far as they can be read: stations write them. */
const batteriesOf = (said: unknown): Holdings['swaps'][number]['batteries'] =>
  (Array.isArray(said) ? said : []).map((battery: { serialNumber?: unknown; soC?: unknown } | null) => ({
    serialNumber: String(battery?.serialNumber ?? '–'),
    socPercent: typeof battery?.soC === 'number' ? battery.soC : null,
  }))
