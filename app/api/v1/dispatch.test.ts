import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Actor, Role } from '@/lib/access/actor'
import { DomainError } from '@/lib/kernel/errors'
import { type Dispatcher, dispatch } from './dispatch'
import { type Operation, operation } from './operation'

const actor = (role: Role): Actor => ({ ref: `key:${role}`, role, siteIds: null, customerId: null })
const KEYS: Record<string, Actor> = { 'read-key': actor('viewer'), 'admin-key': actor('admin') }

const asked: unknown[] = []
const table: Operation[] = [
  operation({
    id: 'getStation',
    method: 'GET',
    path: '/stations/{id}',
    tag: 'Stations',
    summary: 'One',
    act: 'stations.read',
    params: z.object({ id: z.string().max(48) }),
    query: z.object({ limit: z.coerce.number().int().max(10).default(5) }),
    status: 200,
    response: z.object({ id: z.string(), limit: z.number() }),
    handler: async (_actor, { params, query }) => ({ id: params.id, limit: query.limit }),
  }),
  operation({
    id: 'createStation',
    method: 'POST',
    path: '/stations',
    tag: 'Stations',
    summary: 'Make',
    act: 'stations.write',
    body: z.object({ id: z.string(), evses: z.array(z.object({ id: z.int() })).optional() }),
    status: 201,
    response: z.object({ id: z.string() }),
    handler: async (_actor, { body }) => {
      asked.push(body)
      if (body.id === 'taken') throw new DomainError('conflict', 'Taken.')
      if (body.id === 'crash') throw new Error('secret of the house')
      return { id: body.id === 'wrong-shape' ? (7 as unknown as string) : body.id }
    },
    location: ({ id }) => `/stations/${id}`,
  }),
]

const api = (over: Partial<Dispatcher> = {}): Dispatcher => ({
  operations: table,
  actorOfKey: async (key) => KEYS[key] ?? null,
  overLimit: () => null,
  checksAnswers: true,
  ...over,
})

const ask = (
  method: string,
  path: string,
  { key = 'admin-key', body, api: used = api() }: { key?: string | null; body?: BodyInit; api?: Dispatcher } = {},
) =>
  dispatch(
    new Request(`http://localhost/api/v1${path}`, {
      method,
      body,
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
    }),
    used,
  )

describe('dispatch', () => {
  it.each([null, 'wrong-key', '', 'a b'])('answers 401 problem+json to the key %j', async (key) => {
    const answer = await ask('GET', '/stations/A', { key })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(await answer.json()).toMatchObject({ status: 401, code: 'unauthenticated', title: 'Unauthorized' })
  })

  it('decodes an identity with a slash, a space and a percent sign', async () => {
    const answer = await ask('GET', `/stations/${encodeURIComponent('SE/A 1%')}?limit=`)
    expect(await answer.json()).toEqual({ id: 'SE/A 1%', limit: 5 })
    expect((await ask('GET', '/stations/%E0%A4%A')).status).toBe(404)
  })

  it('does not let in what no database stores: NUL, half a character', async () => {
    expect((await ask('GET', '/stations/A%00')).status).toBe(404)
    const answer = await ask('POST', '/stations', { body: '{"id":"A\\ud800"}' })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: { id: 'has characters that cannot be stored' } })
  })

  it('answers 403 before reading the body when the key may not', async () => {
    const answer = await ask('POST', '/stations', { key: 'read-key', body: 'not json' })
    expect(answer.status).toBe(403)
    expect(asked).toEqual([])
  })

  it('answers 404 for an unknown path and 405 with Allow for an unknown verb', async () => {
    expect((await ask('GET', '/nothing')).status).toBe(404)
    const answer = await ask('DELETE', '/stations/A')
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('HEAD, GET')
  })

  it('answers 400 to what is not JSON, 413 to more than 1 MiB and 422 naming fields', async () => {
    expect((await ask('POST', '/stations', { body: '{"id":' })).status).toBe(400)
    expect((await ask('POST', '/stations', { body: JSON.stringify({ id: 'x'.repeat(1024 * 1024) }) })).status).toBe(413)
    const answer = await ask('POST', '/stations', { body: JSON.stringify({ evses: [{ id: 'one' }] }) })
    expect(answer.status).toBe(422)
    expect(Object.keys((await answer.json()).errors)).toEqual(['id', 'evses.0.id'])
    const query = await ask('GET', '/stations/A?limit=99')
    expect(query.status).toBe(422)
    expect((await query.json()).errors).toHaveProperty('limit')
    expect((await ask('POST', '/stations', { body: '[]' })).status).toBe(422)
  })

  it('stops reading an endless body at the limit', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const request = new Request('http://localhost/api/v1/stations', {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { authorization: 'Bearer admin-key' },
    } as RequestInit)
    expect((await dispatch(request, api())).status).toBe(413)
    expect(sent).toBeLessThan(2 * 1024 * 1024)
  })

  it('answers 201 with Location, and 409 when it exists', async () => {
    const made = await ask('POST', '/stations', { body: '{"id":"A"}' })
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe('/api/v1/stations/A')
    expect((await ask('POST', '/stations', { body: '{"id":"taken"}' })).status).toBe(409)
  })

  it('answers 429 with Retry-After', async () => {
    const answer = await ask('GET', '/stations/A', { api: api({ overLimit: () => 2.4 }) })
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('3')
  })

  it('says nothing of an unexpected fault, but logs it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const answer = await ask('POST', '/stations', { body: '{"id":"crash"}' })
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect((await ask('POST', '/stations', { body: '{"id":"wrong-shape"}' })).status).toBe(500)
    expect(log).toHaveBeenCalledTimes(2)
    log.mockRestore()
  })
})
