import { afterAll, expect, test } from 'vitest'
import { bus } from '@/lib/bus/process-bus'
import { db } from '@/lib/db/client'
import { anActor, aSite, aStation } from '@/lib/db/testing/fixtures'
import { API_ROOT, dispatch } from './dispatch'
import { operations } from './operations'

afterAll(() => bus().close())

async function ask(method: string, path: string, body?: object) {
  const request = new Request(`http://localhost${API_ROOT}${path}`, {
    method,
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const actorOfKey = async () => anActor('operator')
  const answer = await dispatch(request, { operations, actorOfKey, overLimit: () => null, checksAnswers: true })
  return { status: answer.status, body: await answer.json() }
}

test('a detection rule is read, tried, set for a site and taken back', async () => {
  const site = await aSite()
  await aStation({ siteId: site.id })
  const siteId = String(site.id)
  expect((await ask('GET', '/detection-rules')).body.items.length).toBeGreaterThan(20)
  const limits = { grace: 30 }
  const tried = await ask('POST', '/detection-rules/offline/preview', { siteId, limits })
  expect(tried).toMatchObject({ status: 200, body: { faults: 0, lookedAt: 1, of: 1, estimate: null } })
  expect(await db().detectionRule.count()).toBe(0)
  expect((await ask('PUT', '/detection-rules/offline', { siteId, limits })).body.sites).toMatchObject([
    { siteId, isEnabled: true, limits: { grace: 30 } },
  ])
  expect(await ask('PUT', '/detection-rules/offline', { limits: { grace: 1e6 } })).toMatchObject({ status: 422 })
  expect(await ask('GET', '/detection-rules/no-such')).toMatchObject({ status: 404 })
  expect((await ask('DELETE', `/detection-rules/offline?siteId=${siteId}`)).body.sites).toEqual([])
})

test('a playbook is started by hand, seen in the list, and stopped', async () => {
  const site = await aSite()
  const { id: stationId, identity } = await aStation({ siteId: site.id })
  const at = new Date()
  const fault = { stationId, siteId: site.id, evseNumber: 1, source: 'rule', code: 'faulted', cause: 'faulted' }
  const { id } = await db().fault.create({ data: { ...fault, severity: 3, openedAt: at, lastSeenAt: at } })
  const started = await ask('POST', `/faults/${id}/recovery`)
  expect(started).toMatchObject({ status: 202, body: { runs: [{ state: 'waiting', isDryRun: false }] } })
  expect(await ask('POST', `/faults/${id}/recovery`)).toMatchObject({ status: 409 })
  const runs = async (query: string) => (await ask('GET', `/playbook-runs?${query}`)).body.data
  expect(await runs(`open=true&stationId=${identity}`)).toMatchObject([{ faultId: String(id), stationId: identity }])
  expect(await ask('DELETE', `/faults/${id}/recovery`)).toMatchObject({
    status: 200,
    body: { runs: [{ state: 'stopped', why: 'by-person' }] },
  })
  expect(await runs(`open=true&faultId=${id}`)).toEqual([])
  expect(await runs(`open=false&faultId=${id}`)).toHaveLength(1)
})
