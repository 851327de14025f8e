import { beforeAll, describe, expect, it } from 'vitest'
import { pool } from '../../db/client'
import { anActor, aSession, aSite, aStation } from '../../db/testing/fixtures'
import type { MessageFilter } from '../message-filter'
import { getMessage } from './get-message'
import { listMessageActions } from './list-message-actions'
import { listMessages } from './list-messages'

const operator = anActor('operator')
let identity: string
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 10, 0, second))

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

beforeAll(async () => {
  const station = await aStation()
  const other = await aStation()
  identity = station.identity
  await insert(station.id, 1, 'in', 'BootNotification', '{"chargePointVendor":"Acme_1"}')
  // Two in the same millisecond: the id decides.
  await insert(station.id, 2, 'in', 'Heartbeat', '{}')
  await insert(station.id, 2, 'in', 'MeterValues', '{"connectorId":1}')
  await insert(station.id, 3, 'out', 'Reset', '{"type":"Soft"}', 'Timeout')
  await insert(station.id, 4, 'in', '', '[2,broken')
  await insert(other.id, 4, 'in', 'Heartbeat', '{}')
})

const actions = async (filter: MessageFilter) =>
  (await listMessages(operator, { ...filter, station: identity })).rows.map((row) => row.action)

describe('the message log', () => {
  it('is read newest first, page by page, without losing or repeating one of the same millisecond', async () => {
    const first = await listMessages(operator, { station: identity, limit: 3 })
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
    await expect(listMessages(anActor('viewer'), { station: identity })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listMessages(anActor('technician', { siteIds: [] }), { station: identity })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('the network’s log', () => {
  it('is every station’s that one sees, page by page in one order', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listMessages(operator, { limit: 2, cursor, to: at(60), from: at(0) })
      seen.push(...page.rows.map(({ at, messageId }) => `${at.getUTCSeconds()}:${messageId}`))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(['4:m4', '4:m4', '3:m3', '2:m2', '2:m2', '1:m1'])
  })

  it('narrows to the sites one sees', async () => {
    const site = await aSite()
    const station = await aStation({ siteId: site.id })
    await insert(station.id, 5, 'in', 'Heartbeat', '{}')
    const technician = anActor('technician', { siteIds: [site.id] })
    expect((await listMessages(technician)).rows.map((row) => row.station)).toEqual([station.identity])
    expect((await listMessages(anActor('technician', { siteIds: [] }))).rows).toEqual([])
  })

  it('gives what it found when its patience ends, and goes on from there', async () => {
    const rare = { action: 'BootNotification', to: new Date('2026-03-01T00:00:00Z') }
    const page = await listMessages(operator, rare, { patienceMs: -1 })
    expect(page).toMatchObject({ rows: [], searchedTo: expect.any(Date), next: expect.any(String) })
    const rest = await listMessages(operator, { ...rare, cursor: page.next! })
    expect(rest.rows.map((row) => row.action)).toEqual(['BootNotification'])
    expect(rest.next).toBeNull()
  })
})

describe('a session’s messages', () => {
  it('are those that name its transaction, in its time, of its station', async () => {
    const station = await aStation()
    const session = await aSession(station.id, {
      ocppTransactionId: 'tx.7',
      startedAt: at(10),
      status: 'ended',
      endedAt: at(30),
    })
    const named = (id: unknown) => JSON.stringify({ transactionInfo: { transactionId: id } })
    await insert(station.id, 11, 'in', 'TransactionEvent', named('tx.7'))
    await insert(station.id, 12, 'in', 'TransactionEvent', named('tx.77'))
    await insert(station.id, 13, 'in', 'TransactionEvent', named('tx-7'))
    await insert(station.id, 14, 'in', 'Heartbeat', '{}')
    await insert(station.id, 15, 'out', 'RequestStopTransaction', '{"transactionId":"tx.7"}')
    const { rows } = await listMessages(operator, { sessionId: session.id })
    expect(rows.map((row) => row.action)).toEqual(['RequestStopTransaction', 'TransactionEvent'])
  })
})

describe('one exchange', () => {
  it('is found by what is known of it while it is live, with its faults explained', async () => {
    const station = await aStation()
    await insert(
      station.id,
      20,
      'in',
      'StatusNotification',
      '{"connectorId":"1","errorCode":"NoError","status":"Available"}',
    )
    const key = { station: station.identity, at: at(20), direction: 'in' as const, messageId: 'm20' }
    const found = await getMessage(operator, key)
    expect(found).toMatchObject({ action: 'StatusNotification', faults: 1 })
    expect(found.explained).toMatchObject([{ path: 'connectorId', kind: 'type', outcome: 'read-as', readAs: '1' }])
    await expect(getMessage(operator, { ...key, messageId: 'other' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
