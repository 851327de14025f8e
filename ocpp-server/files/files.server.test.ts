import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { db } from '../../lib/db/client'
import { aStation } from '../../lib/db/testing/fixtures'
import { issueLink, type LinkFor } from '../../lib/files/mutations/issue-link'
import { giveUploadBack, recordUpload, takeUpload } from '../../lib/files/mutations/take-upload'
import { filesFolder, openBytes } from '../../lib/files/queries/open-bytes'
import { aPackage, filesOf } from '../conformance/a-package'
import { aGateway } from '../testing/test-gateway'

const soon = () => new Date(Date.now() + 60_000)

/** A gateway, a station, and an address for it. */
async function linked(what: LinkFor, over: { expiresAt?: Date; registration?: string; maxUploadBytes?: number } = {}) {
  const { registration = 'accepted', expiresAt = soon(), maxUploadBytes = 1024 } = over
  const station = await aStation({ registration })
  const gateway = await aGateway({ maxUploadBytes })
  const secret = await issueLink(what, { stationId: station.id, commandId: 1n, expiresAt })
  return { station, gateway, address: `http://127.0.0.1:${gateway.port}/files/${secret}` }
}

const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' }
const FORM = '--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\nlines in a file\r\n--x--\r\n'
const forLog = { purpose: 'log', kind: 'diagnostics' } as const
const halves = () => {
  try {
    return readdirSync(path.join(filesFolder(), 'incoming'))
  } catch {
    return []
  }
}

async function bytesOf(sha256: string): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of openBytes(sha256)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

describe('fetching firmware', () => {
  async function fetching(over: Parameters<typeof linked>[1] & { sizeBytes?: number } = {}) {
    const firmware = await aPackage({ sizeBytes: over.sizeBytes })
    const met = await linked({ purpose: 'firmware', firmwareId: BigInt(firmware.id) }, over)
    return { ...met, firmware, address: `${met.address}/any-name.bin` }
  }

  test('F-2 whole, as often as the station likes, and HEAD says how large it is', async () => {
    const { address, firmware } = await fetching()
    for (let times = 0; times < 2; times++) {
      const answer = await fetch(address)
      expect(answer.status).toBe(200)
      expect(Buffer.from(await answer.arrayBuffer()).equals(firmware.bytes)).toBe(true)
    }
    const head = await fetch(address, { method: 'HEAD' })
    expect(Object.fromEntries(head.headers)).toMatchObject({
      'content-length': '200000',
      'accept-ranges': 'bytes',
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
    })
    expect(await head.text()).toBe('')
  })

  test('F-3 in pieces, as stations on poor lines do', async () => {
    const { address, firmware } = await fetching()
    const piece = async (range: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(address, { headers: { range, ...headers } })
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
    }
    const first = await piece('bytes=0-149999')
    expect(first.answer.status).toBe(206)
    expect(first.answer.headers.get('content-range')).toBe('bytes 0-149999/200000')
    const etag = first.answer.headers.get('etag') ?? ''
    const rest = await piece('bytes=150000-', { 'if-range': etag })
    expect(rest.answer.status).toBe(206)
    expect(Buffer.concat([first.bytes, rest.bytes]).equals(firmware.bytes)).toBe(true)
    expect((await piece('bytes=0-9', { 'if-range': '"another"' })).answer.status).toBe(200)
    const behind = await piece('bytes=200000-')
    expect(behind.answer.status).toBe(416)
    expect(behind.answer.headers.get('content-range')).toBe('bytes */200000')
  })

  test.each([
    ['whose time is over', { expiresAt: new Date(Date.now() - 1_000) }],
    ['of a station nobody has accepted', { registration: 'pending' }],
    ['of a station that was rejected', { registration: 'rejected' }],
  ])('F-5 an address %s leads nowhere', async (_word, over) => {
    expect((await fetch((await fetching(over)).address)).status).toBe(404)
  })

  test('F-5 nothing can be put where something is fetched', async () => {
    const { address } = await fetching()
    expect((await fetch(address, { method: 'PUT', body: 'x' })).status).toBe(404)
    expect((await fetch(address, { method: 'DELETE' })).status).toBe(405)
  })

  test('F-8 one station fetches in two streams at most', async () => {
    const { address } = await fetching({ sizeBytes: 24_000_000 }) // more than sockets hold
    const held = await Promise.all([0, 1].map(() => heldDownload(address)))
    const third = await fetch(address)
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '60'])
    for (const socket of held) socket.destroy()
    await vi.waitFor(async () => expect((await fetch(address, { method: 'HEAD' })).status).toBe(200))
  })
})

/** A download whose reader has stopped reading: the socket fills up and stays open. */
function heldDownload(address: string): Promise<import('node:net').Socket> {
  return new Promise((resolve) => {
    const asked = request(address, { method: 'GET', headers: { connection: 'close' } }, (answer) => {
      answer.pause()
      resolve(answer.socket)
    })
    asked.on('error', () => undefined)
    asked.end()
  })
}

describe('bringing logs', () => {
  test.each(['PUT', 'POST'])('F-6 %s, the body itself, with a name behind the address or without', async (method) => {
    const { address, station } = await linked(forLog)
    const body = `lines by ${method}`
    expect((await fetch(`${address}/log%20of%20today.txt`, { method, body })).status).toBe(200)
    const [file] = await filesOf(station.id)
    expect(file).toMatchObject({ kind: 'diagnostics', fileName: 'log_of_today.txt', commandId: 1n })
    expect(await bytesOf(file!.sha256)).toBe(body)
  })

  test('F-6 a form, as browsers send it', async () => {
    const { address, station } = await linked(forLog)
    const form = new FormData()
    form.set('comment', 'nothing special')
    form.set('upload', new Blob(['lines in a form']), '../../evil.sh')
    expect((await fetch(address, { method: 'POST', body: form })).status).toBe(200)
    const [file] = await filesOf(station.id)
    expect(file?.fileName).toBe('evil.sh')
    expect(await bytesOf(file!.sha256)).toBe('lines in a form')
  })

  test.each([
    ['empty', '', {}],
    ['a form without a file', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n', MULTIPART],
    ['no form at all', 'nonsense', MULTIPART],
    ['a form without a boundary', FORM, { 'content-type': 'multipart/form-data; charset=utf-8' }],
    ['a form that only says so', FORM, { 'content-type': 'multipart/form-data' }],
    ['a form with an empty boundary', FORM, { 'content-type': 'multipart/form-data; boundary=""' }],
    ['a form that ends in its file', FORM.slice(0, -12), MULTIPART],
    ['a form that ends in its headers', '--x\r\ncontent-disposition: form-da', MULTIPART],
  ])('F-6 %s is refused, and may be sent again', async (_word, body, headers) => {
    const { address, station } = await linked(forLog)
    expect((await fetch(address, { method: 'POST', body, headers })).status).toBe(400)
    expect((await fetch(address, { method: 'POST', body: 'lines' })).status).toBe(200)
    expect(await filesOf(station.id)).toHaveLength(1)
    expect(halves()).toEqual([])
  })

  test('F-6 a form without a boundary is told what is wrong', async () => {
    const { address } = await linked(forLog)
    const headers = { 'content-type': 'multipart/form-data' }
    const answer = await fetch(address, { method: 'POST', body: FORM, headers })
    expect(await answer.text()).toBe('The form says no boundary in its Content-Type.')
  })

  test('F-6 once: at the same time, and afterwards', async () => {
    const { address, station } = await linked(forLog)
    const first = request(address, { method: 'PUT', headers: { 'content-length': 10 } })
    const answered = new Promise<number>((resolve) => first.once('response', ({ statusCode }) => resolve(statusCode!)))
    first.write('lines')
    await vi.waitFor(() => expect(halves()).toHaveLength(1))
    const second = await fetch(address, { method: 'PUT', body: 'lines' })
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '60'])
    first.end(' of 1')
    expect(await answered).toBe(200)
    expect((await fetch(address, { method: 'PUT', body: 'again' })).status).toBe(404)
    expect((await fetch(address)).status).toBe(404) // nor read back
    expect(await filesOf(station.id)).toHaveLength(1)
  })

  test('F-7 larger than allowed, said beforehand or found out, is refused and leaves nothing', async () => {
    const { address, station } = await linked(forLog)
    const body = randomBytes(2048)
    expect((await fetch(address, { method: 'PUT', body })).status).toBe(413)
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(body)
        controller.close()
      },
    })
    const init = { method: 'PUT', body: unannounced, duplex: 'half' } as RequestInit
    const status = await fetch(address, init).then(
      (answer) => answer.status,
      () => 413, // the line was cut before the answer was read
    )
    expect(status).toBe(413)
    expect(await filesOf(station.id)).toEqual([])
    expect(halves()).toEqual([])
  })

  test('F-7 what breaks off leaves nothing, and may be brought again', async () => {
    const { address, station } = await linked(forLog)
    const asked = request(address, { method: 'PUT', headers: { 'content-length': 500 } })
    asked.on('error', () => undefined)
    asked.write('half of')
    await vi.waitFor(() => expect(halves()).toHaveLength(1))
    asked.destroy()
    await vi.waitFor(() => expect(halves()).toEqual([]))
    await vi.waitFor(async () => expect((await fetch(address, { method: 'PUT', body: 'all of it' })).status).toBe(200))
    const [file] = await filesOf(station.id)
    expect(await bytesOf(file!.sha256)).toBe('all of it')
  })

  test('F-7 a gateway that died in the middle leaves the address open: soon, and for one upload only', async () => {
    const { address, station } = await linked(forLog)
    const secret = address.split('/').at(-1)!
    const dead = await takeUpload(secret) // and nothing is heard of it again
    if (dead === null || dead === 'busy') throw new Error('It is free.')
    expect((await fetch(address, { method: 'PUT', body: 'too soon' })).status).toBe(503)
    const longAgo = new Date(Date.now() - 1_000)
    await db().fileLink.update({ where: { id: dead.linkId }, data: { takenUntil: longAgo } })
    expect((await fetch(address, { method: 'PUT', body: 'all of it' })).status).toBe(200)
    // It was only slow: what it brings in the end is no second file, nor does it open the address again.
    const stored = { sha256: 'a'.repeat(64), md5: '', sizeBytes: 1 }
    await expect(recordUpload(dead, 'late.log', stored)).rejects.toMatchObject({ code: 'conflict' })
    await giveUploadBack(dead)
    expect((await fetch(address, { method: 'PUT', body: 'again' })).status).toBe(404)
    expect(await filesOf(station.id)).toHaveLength(1)
  })

  test('F-5 who guesses is told to wait, and the secret is kept only as a hash', async () => {
    const { gateway, address } = await linked(forLog)
    const guess = () =>
      fetch(`http://127.0.0.1:${gateway.port}/files/${randomBytes(24).toString('base64url')}`, {
        method: 'PUT',
        body: 'x',
      })
    let status = 404
    for (let tries = 0; tries < 31; tries++) status = (await guess()).status
    expect(status).toBe(429)
    const links = JSON.stringify(await db().fileLink.findMany({ select: { tokenHash: true } }))
    expect(links).not.toContain(address.split('/').at(-1))
  })
})
