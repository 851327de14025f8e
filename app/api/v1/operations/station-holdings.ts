import { z } from 'zod'
import { type BatterySwapView, listBatterySwaps } from '@/lib/battery-swaps/queries'
import { type DerControlView, listDerControls } from '@/lib/der-controls/queries'
import { listSettlements, type SettlementView } from '@/lib/settlements/queries'
import { listStreams, listStreamValues, type StreamValueView, type StreamView } from '@/lib/streams/queries'
import { listStationTariffs, type StationTariffView } from '@/lib/tariffs/queries/list-station-tariffs'
import { operation } from '../operation'
import { isoOrNull, listOf, pageOf, stationIdField } from '../schemas/fields'
import {
  batterySwapSchema,
  derControlSchema,
  settlementSchema,
  stationTariffSchema,
  streamSchema,
  streamValueSchema,
} from '../schemas/station-holdings'

const station = z.object({ id: stationIdField })
const whole = <Row>(rows: readonly Row[]) => ({ rows, next: null })

const shownTariff = ({ evse, tariff, setAt, ...rest }: StationTariffView) => ({
  ...rest,
  evseId: evse,
  tariff: tariff && { ...tariff, id: String(tariff.id) },
  setAt: setAt.toISOString(),
})
const shownSettlement = ({ id, settledAt, ...rest }: SettlementView) => ({
  ...rest,
  id: String(id),
  settledAt: settledAt.toISOString(),
})
const shownControl = ({ startAt, seenAt, setting, ...rest }: DerControlView) => ({
  ...rest,
  setting: setting as Record<string, unknown>,
  startAt: isoOrNull(startAt),
  seenAt: seenAt.toISOString(),
})
const shownStream = ({ openedAt, closedAt, ...rest }: StreamView) => ({
  ...rest,
  openedAt: openedAt.toISOString(),
  closedAt: isoOrNull(closedAt),
})
const shownValue = ({ at, value }: StreamValueView) => ({ at: at.toISOString(), value })
const shownSwap = ({ batteries, receivedAt, ...rest }: BatterySwapView) => ({
  ...rest,
  batteries: batteries as Record<string, unknown>[],
  receivedAt: receivedAt.toISOString(),
})

/** What OCPP 2.1 stations hold, and tell besides sessions. */
export const stationHoldingsOperations = [
  operation({
    id: 'listStationTariffs',
    method: 'GET',
    path: '/stations/{id}/tariffs',
    tag: 'Stations',
    summary: 'The tariffs a station prices with by itself',
    description:
      'OCPP 2.1. Change them with the commands `set-default-tariff` and `clear-tariffs`; `get-tariffs` asks the station. What is billed is always the price worked out here.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(stationTariffSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listStationTariffs(actor, id)), shownTariff),
  }),
  operation({
    id: 'listSettlements',
    method: 'GET',
    path: '/stations/{id}/settlements',
    tag: 'Stations',
    summary: "What a station's payment terminal has settled",
    description: 'OCPP 2.1. The newest 500.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(settlementSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listSettlements(actor, id)), shownSettlement),
  }),
  operation({
    id: 'listDerControls',
    method: 'GET',
    path: '/stations/{id}/der-controls',
    tag: 'Stations',
    summary: 'Grid-support settings a station holds',
    description:
      'OCPP 2.1. Change them with `set-der-control` and `clear-der-control`; `get-der-control` asks the station.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(derControlSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listDerControls(actor, id)), shownControl),
  }),
  operation({
    id: 'listStreams',
    method: 'GET',
    path: '/stations/{id}/streams',
    tag: 'Stations',
    summary: 'Streams of monitored values a station has opened',
    description: 'OCPP 2.1. `adjust-stream` changes how often they come; `get-streams` asks the station.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(streamSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listStreams(actor, id)), shownStream),
  }),
  operation({
    id: 'listStreamValues',
    method: 'GET',
    path: '/stations/{id}/streams/{streamId}/values',
    tag: 'Stations',
    summary: "A stream's values",
    description: 'The newest 1 000, newest first.',
    act: 'stations.command',
    params: z.object({ id: stationIdField, streamId: z.coerce.number().int().min(0).max(2_147_483_647) }),
    status: 200,
    response: listOf(streamValueSchema),
    handler: async (actor, { params: { id, streamId } }) =>
      pageOf(whole(await listStreamValues(actor, id, streamId)), shownValue),
  }),
  operation({
    id: 'listBatterySwaps',
    method: 'GET',
    path: '/stations/{id}/battery-swaps',
    tag: 'Stations',
    summary: 'Batteries taken in and given out',
    description: 'OCPP 2.1. The newest 500. `request-battery-swap` asks the station to give one out.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(batterySwapSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listBatterySwaps(actor, id)), shownSwap),
  }),
]
