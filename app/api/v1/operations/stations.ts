import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import type { OcppVersion } from '@/lib/ocpp-schemas/official'
import { createStation } from '@/lib/stations/mutations/create-station'
import { acceptStation } from '@/lib/stations/mutations/decide-registration'
import { editStation } from '@/lib/stations/mutations/edit-station'
import { setStationPassword } from '@/lib/stations/mutations/set-station-password'
import { getStation } from '@/lib/stations/queries/find-station'
import { listStations, type StationRow } from '@/lib/stations/queries/list-stations'
import { operation } from '../operation'
import { idInput, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'
import { newStationAnswerSchema, newStationSchema, stationChangeSchema, stationSchema } from '../schemas/stations'

const params = z.object({ id: stationIdField })

function shown({ station, connectors, name, site, tariff }: StationRow) {
  const evses = new Map<
    number,
    { id: number; connectors: z.input<typeof stationSchema>['evses'][number]['connectors'] }
  >()
  for (const { live, type, maxPowerW } of connectors) {
    const evse = evses.get(live.evse) ?? { id: live.evse, connectors: [] }
    const { connector: id, status, statusAt, errorCode } = live
    evse.connectors.push({ id, status, statusAt, errorCode, type, maxPowerW })
    evses.set(live.evse, evse)
  }
  return {
    id: station.id,
    name,
    siteId: site === null ? null : String(site.id),
    tariffId: tariff === null ? null : String(tariff.id),
    registration: station.registration,
    online: station.online,
    lastSeenAt: station.lastSeenAt,
    protocol: station.protocol as OcppVersion | null,
    vendor: station.vendor,
    model: station.model,
    firmware: station.firmware,
    status: station.status,
    evses: [...evses.values()],
  }
}

const stationNow = async (actor: Actor, id: string) => shown(await getStation(actor, id))

export const stationOperations = [
  operation({
    id: 'listStations',
    method: 'GET',
    path: '/stations',
    tag: 'Stations',
    summary: 'Stations by identity',
    act: 'stations.read',
    query: z.object({
      ...pageQuery,
      search: z
        .string()
        .max(100)
        .optional()
        .meta({ description: 'Found in identity, name, site, vendor, model or serial number.' }),
      siteId: idInput('site').optional(),
      registration: stationSchema.shape.registration.optional(),
      online: z
        .enum(['true', 'false'])
        .transform((word) => word === 'true')
        .optional(),
    }),
    status: 200,
    response: listOf(stationSchema),
    handler: async (actor, { query }) => pageOf(await listStations(actor, query), shown),
  }),
  operation({
    id: 'createStation',
    method: 'POST',
    path: '/stations',
    tag: 'Stations',
    summary: 'Register a station',
    description:
      'It is let in at once when it connects. 409 when the identity is taken, also by a pending station: accept that instead.',
    act: 'stations.write',
    body: newStationSchema,
    status: 201,
    response: newStationAnswerSchema,
    handler: async (actor, { body: { id, generatePassword, ...station } }) => {
      const needsOne = station.password === undefined && station.allowWithoutPassword !== true
      const made = await createStation(actor, {
        ...station,
        identity: id,
        generatePassword: generatePassword ?? needsOne,
      })
      return { ...(await stationNow(actor, made.identity)), password: made.password }
    },
    location: (station) => `/stations/${encodeURIComponent(station.id)}`,
  }),
  operation({
    id: 'getStation',
    method: 'GET',
    path: '/stations/{id}',
    tag: 'Stations',
    summary: 'One station',
    act: 'stations.read',
    params,
    status: 200,
    response: stationSchema,
    handler: (actor, { params: { id } }) => stationNow(actor, id),
  }),
  operation({
    id: 'changeStation',
    method: 'PATCH',
    path: '/stations/{id}',
    tag: 'Stations',
    summary: 'Change a station',
    description: 'Only the fields sent change. Running sessions keep the site and tariff they began with.',
    act: 'stations.write',
    params,
    body: stationChangeSchema,
    status: 200,
    response: stationSchema,
    handler: async (actor, { params: { id }, body: { password, ...change } }) => {
      if (Object.values(change).some((value) => value !== undefined)) await editStation(actor, id, change)
      if (password !== undefined) await setStationPassword(actor, id, password)
      return stationNow(actor, id)
    },
  }),
  operation({
    id: 'acceptStation',
    method: 'POST',
    path: '/stations/{id}/accept',
    tag: 'Stations',
    summary: 'Let a pending station in',
    description: 'Accepting twice changes nothing.',
    act: 'stations.write',
    params,
    status: 200,
    response: stationSchema,
    handler: async (actor, { params: { id } }) => {
      await acceptStation(actor, id)
      return stationNow(actor, id)
    },
  }),
]
