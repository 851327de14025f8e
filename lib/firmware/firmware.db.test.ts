import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { closeBus } from '../bus/process-bus'
import { claimCommand, settleCommand } from '../commands/mutations/settle-command'
import { db, pool } from '../db/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import { openBytes } from '../files/queries/open-bytes'
import type { NewCampaign } from './campaign'
import { addFirmware } from './mutations/add-firmware'
import { advanceCampaigns } from './mutations/advance-campaigns'
import { createCampaign } from './mutations/create-campaign'
import { archiveFirmware, editFirmware, restoreFirmware } from './mutations/edit-firmware'
import { beginUpdate, failUpdate, replaceEarlierUpdates } from './mutations/move-update'
import { recordFirmwareStatuses } from './mutations/record-firmware-statuses'
import { recordVersions } from './mutations/record-versions'
import { type Steer, steerCampaign } from './mutations/steer-campaign'
import { listCampaignStations } from './queries/list-campaign-stations'
import { getCampaign, listCampaigns } from './queries/list-campaigns'
import { getFirmware, listFirmware } from './queries/list-firmware'
import { listUpdates } from './queries/list-updates'

afterAll(closeBus)

const operator = anActor('operator')
const refused = (code: string, details?: object) =>
  expect.objectContaining({ code, ...(details && { details: expect.objectContaining(details) }) })

async function* bytesOf(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part)
}

let made = 0
const aFirmware = async (parts: readonly string[] = ['package']) => {
  const version = `9.${++made}`
  const said = { vendor: 'Acme', model: 'One', version, fileName: '../fw v1.bin' }
  return { version, ...(await addFirmware(operator, said, bytesOf(...parts))) }
}
const actsOf = async (subject: string) =>
  (await db().auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' } })).map(({ act }) => act)

describe('F-40 the repository', () => {
  test('takes a package in as it comes, with its hashes', async () => {
    const { id, version } = await aFirmware(['one ', 'two'])
    const firmware = await getFirmware(operator, id)
    expect(firmware).toMatchObject({
      vendor: 'Acme',
      version,
      fileName: 'fw_v1.bin',
      sizeBytes: 7,
      sha256: createHash('sha256').update('one two').digest('hex'),
      md5: createHash('md5').update('one two').digest('hex'),
      isSigned: false,
      archived: false,
    })
    let text = ''
    for await (const chunk of openBytes(firmware.sha256)) text += String(chunk)
    expect(text).toBe('one two')
    expect(await actsOf(`firmware:${id}`)).toEqual(['firmware.add'])
  })

  test('refuses what is empty, broken off, there already, or not described', async () => {
    const said = { vendor: 'Acme', model: 'Two', version: '1', fileName: 'x' }
    await expect(addFirmware(operator, said, bytesOf())).rejects.toEqual(refused('invalid', { file: 'empty-file' }))
    const breaking = (async function* () {
      yield Buffer.from('half')
      throw new Error('line broken')
    })()
    await expect(addFirmware(operator, said, breaking)).rejects.toThrow('line broken')
    expect((await listFirmware(operator)).rows.filter(({ model }) => model === 'Two')).toEqual([])
    await addFirmware(operator, said, bytesOf('whole'))
    await expect(addFirmware(operator, said, bytesOf('other'))).rejects.toEqual(
      refused('conflict', { reason: 'firmware-exists' }),
    )
    await expect(addFirmware(operator, { ...said, version: ' ' }, bytesOf('x'))).rejects.toEqual(refused('invalid'))
    const limited = anActor('operator', { siteIds: [1n] })
    await expect(addFirmware(limited, { ...said, version: '2' }, bytesOf('x'))).rejects.toEqual(refused('forbidden'))
  })

  test('signature and certificate are checked for their shape, kept, and taken away', async () => {
    const { id } = await aFirmware()
    const signingCertificate = '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----'
    await editFirmware(operator, id, { signature: 'c2ln\nbmF0dXJl', signingCertificate })
    expect(await getFirmware(operator, id)).toMatchObject({ isSigned: true, signature: 'c2lnbmF0dXJl' })
    await expect(editFirmware(operator, id, { signature: 'å' })).rejects.toEqual(refused('invalid'))
    await expect(editFirmware(operator, id, { signingCertificate: 'no' })).rejects.toEqual(refused('invalid'))
    await editFirmware(operator, id, { signature: null })
    expect(await getFirmware(operator, id)).toMatchObject({ isSigned: false, signature: null })
  })

  test('archived it is not offered; not while a campaign needs it', async () => {
    const { id } = await aFirmware()
    await aStation({ identity: 'ARCHIVE-1' })
    const campaign = await createCampaign(operator, plan(id, { stations: { identities: ['archive-1'] } }))
    await expect(archiveFirmware(operator, id)).rejects.toEqual(refused('conflict', { reason: 'firmware-in-campaign' }))
    await steerCampaign(operator, campaign.id, 'stop')
    await archiveFirmware(operator, id)
    expect((await listFirmware(operator)).rows.some((row) => row.id === id)).toBe(false)
    await restoreFirmware(operator, id)
    expect(await actsOf(`firmware:${id}`)).toEqual(['firmware.add', 'firmware.archive', 'firmware.restore'])
  })
})

function plan(firmwareId: bigint, over: Partial<NewCampaign> = {}): NewCampaign {
  return { name: 'Campaign', firmwareId, waveSize: 2, stopAfterFailures: 1, stations: {}, ...over }
}

describe('F-33 a campaign', () => {
  const now = () => new Date()

  /** Stations that are there, and a campaign for them. */
  async function planned(names: readonly string[], over: Partial<NewCampaign> = {}) {
    const firmware = await aFirmware()
    const site = await aSite()
    const stations = []
    for (const name of names) {
      const station = await aStation({ identity: `${name}-${firmware.version}`, siteId: site.id })
      await online(station.id, true)
      stations.push(station)
    }
    const { id } = await createCampaign(operator, plan(firmware.id, { stations: { siteIds: [site.id] }, ...over }))
    const stages = async () => (await listCampaignStations(operator, id)).rows.map(({ stage }) => stage)
    return { id, firmware, stations, stages, steer: (steer: Steer) => steerCampaign(operator, id, steer) }
  }

  const online = (stationId: bigint, isOnline: boolean) =>
    db().stationState.update({
      where: { stationId },
      data: { online: isOnline, protocol: 'ocpp1.6', firmware: '1.0', vendor: 'Acme' },
    })

  /** What a gateway does with the commands that wait for its stations. */
  async function carried(answer: 'accepted' | 'refused' = 'accepted') {
    const queued = await db().command.findMany({ where: { stage: 'queued', type: 'update-firmware' } })
    for (const { id, stationId } of queued) {
      const claimed = await claimCommand(id, 'g1')
      if (claimed?.command.type !== 'update-firmware') continue
      const firmware = await getFirmware(operator, BigInt(claimed.command.firmwareId))
      const updateId = await beginUpdate({
        stationId,
        commandId: id,
        firmware,
        updateId: BigInt(claimed.command.updateId ?? 0),
        fromVersion: '1.0',
      })
      if (answer === 'refused') await failUpdate(updateId, id, { status: 'Rejected', error: 'Rejected' })
      else await replaceEarlierUpdates(stationId, updateId, id)
      await settleCommand(id, { stage: answer === 'refused' ? 'rejected' : 'accepted', answer: {}, error: null })
    }
    return queued.length
  }
  const client = async <T>(work: (tx: PoolClient) => Promise<T>) => {
    const connection = await pool().connect()
    return work(connection).finally(() => connection.release())
  }
  const say = (stationId: bigint, status: string) =>
    client((tx) => recordFirmwareStatuses.write(tx, [{ stationId, requestId: null, status, receivedAt: now() }]))
  const boot = (stationId: bigint, version: string) =>
    client((tx) => recordVersions.write(tx, [{ stationId, version, receivedAt: now() }]))

  test('goes wave by wave, from the first question to the last boot, every step audited', async () => {
    const { id, firmware, stations, stages, steer } = await planned(['A', 'B', 'C'])
    await advanceCampaigns(now())
    expect(await carried()).toBe(0) // a draft does nothing
    await steer('start')
    await advanceCampaigns(now())
    expect(await stages()).toEqual(['waiting', 'waiting', 'waiting'])
    await advanceCampaigns(now()) // asked once, however often the worker looks
    expect(await carried()).toBe(2)
    expect(await stages()).toEqual(['asked', 'asked', 'waiting'])
    await say(stations[0]!.id, 'Downloading')
    await say(stations[1]!.id, 'Installed')
    await advanceCampaigns(now())
    expect(await carried()).toBe(0) // the first wave is still at it
    const [proof] = await boot(stations[0]!.id, ` V${firmware.version}`)
    expect(proof?.requestId).toEqual(expect.any(Number))
    expect(await stages()).toEqual(['installed', 'installed', 'waiting'])
    await advanceCampaigns(now())
    expect(await carried()).toBe(1)
    await say(stations[2]!.id, 'Installed')
    await advanceCampaigns(now())
    expect(await getCampaign(operator, id)).toMatchObject({
      stage: 'done',
      progress: { stations: 3, installed: 3, waiting: 0 },
    })
    expect(await actsOf(`firmware-campaign:${id}`)).toEqual([
      'firmware-campaign.create',
      'firmware-campaign.start',
      'firmware-campaign.finish',
    ])
    const asked = await db().auditEntry.findFirst({
      where: { act: 'command.update-firmware', subject: `station:${stations[0]!.identity}` },
    })
    expect(asked).toMatchObject({ actor: 'worker' })
    expect((await listUpdates(operator, stations[0]!.identity)).rows).toMatchObject([
      { stage: 'installed', fromVersion: '1.0', toVersion: firmware.version, campaign: { id } },
    ])
  })

  test('its stations are read by key, wave after wave, each once, and narrowed where they are', async () => {
    const { id, stations } = await planned(['A', 'B', 'C', 'D', 'E'])
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCampaignStations(operator, id, { limit: 2, cursor })
      seen.push(...page.rows.map(({ wave, identity }) => `${wave} ${identity}`))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(stations.map(({ identity }, index) => `${1 + Math.floor(index / 2)} ${identity}`))
    expect((await listCampaignStations(operator, id, { stage: 'failed' })).rows).toEqual([])
    const found = await listCampaignStations(operator, id, {
      search: stations[2]!.identity.toLowerCase(),
      stage: 'waiting',
    })
    expect(found.rows.map(({ identity }) => identity)).toEqual([stations[2]!.identity])
    await expect(listCampaignStations(operator, id, { cursor: 'x' })).rejects.toEqual(refused('invalid'))
  })

  test('a campaign never holds one connection while it waits for another', async () => {
    const { stages, steer } = await planned(['A', 'B'])
    await steer('start')
    const others = await Promise.all(Array.from({ length: pool().options.max - 1 }, () => pool().connect()))
    try {
      await advanceCampaigns(now())
    } finally {
      for (const other of others) other.release()
    }
    expect(await carried()).toBe(2)
    expect(await stages()).toEqual(['asked', 'asked'])
  })

  test('stations claimed by a worker that died are asked again, once nothing of it can come any more', async () => {
    const { id, stages, steer } = await planned(['A', 'B', 'C'])
    await steer('start')
    await db().firmwareUpdate.updateMany({ where: { campaignId: id, wave: 1 }, data: { claimedAt: now() } })
    await advanceCampaigns(now())
    expect(await carried()).toBe(0) // nor does the second wave open
    await db().firmwareUpdate.updateMany({
      where: { campaignId: id, wave: 1 },
      data: { claimedAt: new Date(Date.now() - 121_000) },
    })
    await advanceCampaigns(now())
    expect(await carried()).toBe(2)
    expect(await stages()).toEqual(['asked', 'asked', 'waiting'])
  })

  test('stops at so many failures; those that wait are called off', async () => {
    const { id, stages, steer } = await planned(['A', 'B', 'C'])
    await steer('start')
    await advanceCampaigns(now())
    await carried('refused')
    await advanceCampaigns(now())
    expect(await stages()).toEqual(['failed', 'failed', 'cancelled'])
    expect(await getCampaign(operator, id)).toMatchObject({ stage: 'stopped', stopReason: 'failures' })
    expect(await actsOf(`firmware-campaign:${id}`)).toContain('firmware-campaign.stop')
  })

  test('offline and charging stations wait, and are asked when they can be', async () => {
    const { stations, stages, steer } = await planned(['A', 'B'])
    await online(stations[0]!.id, false)
    const session = await aSession(stations[1]!.id)
    await steer('start')
    await advanceCampaigns(now())
    expect(await carried()).toBe(0)
    await db().session.update({ where: { id: session.id }, data: { status: 'ended' } })
    await online(stations[0]!.id, true)
    await advanceCampaigns(now())
    expect(await carried()).toBe(2)
    expect(await stages()).toEqual(['asked', 'asked'])
  })

  test('paused it asks nobody; stopped it never will', async () => {
    const { id, stages, steer } = await planned(['A', 'B', 'C'])
    await steer('start')
    await steer('pause')
    await expect(steer('pause')).rejects.toEqual(refused('conflict', { reason: 'campaign-paused' }))
    await advanceCampaigns(now())
    expect(await carried()).toBe(0)
    await steer('resume')
    await advanceCampaigns(now())
    expect(await carried()).toBe(2)
    await steer('stop')
    expect(await stages()).toEqual(['asked', 'asked', 'cancelled'])
    await expect(steer('start')).rejects.toEqual(refused('conflict'))
    expect((await listCampaigns(operator)).rows.find((row) => row.id === id)).toMatchObject({ stopReason: 'people' })
  })

  test('what was never answered, or never taken, is not waited for for ever', async () => {
    const { stations, stages, steer } = await planned(['A', 'B'])
    await steer('start')
    await advanceCampaigns(now())
    await db().command.updateMany({ where: { stationId: stations[1]!.id }, data: { stage: 'expired' } })
    await carried()
    expect(await stages()).toEqual(['asked', 'waiting'])
    await advanceCampaigns(now())
    expect(await carried()).toBe(1) // asked anew
    await advanceCampaigns(new Date(Date.now() + 25 * 3_600_000))
    expect(await stages()).toEqual(['failed', 'failed'])
    const [row] = (await listUpdates(operator, stations[0]!.identity)).rows
    expect(row).toMatchObject({ error: 'silent' })
  })

  test.each([
    ['no station fits', { stations: { vendor: 'Nobody' } }, 'invalid'],
    ['a station that is not ours', { stations: { identities: ['NO-SUCH'] } }, 'invalid'],
    ['half a window', { stations: {}, windowFrom: '22:00' }, 'invalid'],
    ['a signature that is not there', { stations: {}, isSigned: true }, 'invalid'],
    ['no such firmware', { stations: {}, firmwareId: 999_999n }, 'not-found'],
  ])('is refused for %s', async (_word, over, code) => {
    const { id } = await aFirmware()
    await aStation()
    await expect(createCampaign(operator, plan(id, over))).rejects.toEqual(refused(code))
  })
})
