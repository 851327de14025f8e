import { beforeAll, describe, expect, it } from 'vitest'
import { pool } from '../db/client'
import { anActor, aStation } from '../db/testing/fixtures'
import { listMessageActions, listMessages, type MessageFilter } from './queries'

const operator = anActor('operator')
let identity: string
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 10, 0, second))

beforeAll(async () => {
  const station = await aStation()
  const other = await aStation()
  identity = station.identity
  const insert = (
    stationId: bigint,
    second: number,
    direction: string,
    action: string,
    request: string,
    error?: string,
  ) =>
    pool().query(
      `INSERT INTO ocpp_message (at, station_id, direction, protocol, message_id, action, request, response, error_code, latency_ms)
       VALUES ($1, $2, $3, 'ocpp1.6', $4, $5, $6, '{}', $7, 3)`,
      [at(second), stationId, direction, `m${second}`, action, request, error ?? null],
    )
  await insert(station.id, 1, 'in', 'BootNotification', '{"chargePointVendor":"Acme_1"}')
  // Two in the same millisecond: the id decides.
  await insert(station.id, 2, 'in', 'Heartbeat', '{}')
  await insert(station.id, 2, 'in', 'MeterValues', '{"connectorId":1}')
  await insert(station.id, 3, 'out', 'Reset', '{"type":"Soft"}', 'Timeout')
  await insert(station.id, 4, 'in', '', '[2,broken')
  await insert(other.id, 4, 'in', 'Heartbeat', '{}')
})

const actions = async (filter: MessageFilter) =>
  (await listMessages(operator, identity, filter)).rows.map((row) => row.action)

describe('the message log', () => {
  it('is read newest first, page by page, without losing or repeating one of the same millisecond', async () => {
    const first = await listMessages(operator, identity, { limit: 3 })
    expect(first.rows.map((row) => row.action)).toEqual(['', 'Reset', 'MeterValues'])
    expect(await actions({ limit: 3, cursor: first.next! })).toEqual(['Heartbeat', 'BootNotification'])
  })

  it.each<[MessageFilter, string[]]>([
    [{ action: 'Heartbeat' }, ['Heartbeat']],
    [{ direction: 'out' }, ['Reset']],
    [{ errorsOnly: true }, ['', 'Reset']],
    [{ search: 'acme' }, ['BootNotification']],
    [{ search: 'Acme%1' }, []],
    [{ search: 'broken', errorsOnly: true }, ['']],
    [{ from: at(2), to: at(3) }, ['MeterValues', 'Heartbeat']],
  ])('is filtered by %j', async (filter, expected) => {
    expect(await actions(filter)).toEqual(expected)
  })

  it('names the actions there are', async () => {
    expect(await listMessageActions(operator, identity)).toEqual([
      'BootNotification',
      'Heartbeat',
      'MeterValues',
      'Reset',
    ])
  })

  it('is closed to who may not read it, and for stations out of scope', async () => {
    await expect(listMessages(anActor('viewer'), identity)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listMessages(anActor('technician', { siteIds: [] }), identity)).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
