import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type APIRequestContext, type APIResponse, expect, request, test } from '@playwright/test'
import { ACTIONS, HIDDEN_ACTIONS, PAGES, ROUTES } from '../app/testing/access-table'
import { ROLES, type Role } from '../lib/access/actor'
import { ACTS, type Act } from '../lib/access/acts'
import type { Shared, World } from '../lib/access/testing/two-worlds'
import { inWorld as fillIn } from './in-world'
import { type House, startHouse } from './start-house'

/**
 * Every page, route and server action of the built app, found in what was built and tried signed out, with every wrong role and in
 * a wrong scope. REST operations and doors have the same tests closer by (`app/api/v1/access.db.test.ts`, `lib/access`).
 */
let house: House
let worlds: typeof import('../lib/access/testing/two-worlds')
let mine: World
let theirs: World
let shared: Shared
const as = {} as Record<Role, APIRequestContext>
let signedOut: APIRequestContext
let forged: APIRequestContext

const PASSWORD = 'en-lang-losenfras-som-duger'
const built = path.resolve(process.env.NEXT_DIST_DIR || '.next')
const manifest = <Shape>(file: string): Shape => JSON.parse(readFileSync(path.join(built, file), 'utf8'))

test.beforeAll(async () => {
  test.setTimeout(180_000)
  house = await startHouse()
  // The doors of lib/ work on the house's database from here on.
  process.env.DATABASE_URL = house.databaseUrl
  process.env.DATA_DIR = house.dataFolder
  worlds = await import('../lib/access/testing/two-worlds')
  const { db } = await import('../lib/db/client')
  const { aUser } = await import('../lib/db/testing/fixtures')
  const { hashPassword } = await import('../lib/users/hash-password')
  shared = await worlds.aSharedTariff()
  mine = await worlds.aWorld('MINE')
  theirs = await worlds.aWorld('THEIRS')
  const passwordHash = await hashPassword(PASSWORD)
  signedOut = await anybody()
  for (const role of ROLES) {
    const customerId = role === 'fleet-manager' ? mine.customerId : null
    const user = await aUser(role, { email: `${role}@roles.example.com`, passwordHash, customerId })
    if (role === 'site-host') await db().userSite.create({ data: { userId: user.id, siteId: mine.siteId } })
    as[role] = await signIn(`${role}@roles.example.com`)
  }
  // The right cookie's name with a value of somebody's own making.
  const { cookies } = await as.viewer.storageState()
  forged = await anybody({ cookie: cookies.map(({ name }) => `${name}=forged`).join('; ') })
})

test.afterAll(async () => {
  const { closeDatabase } = await import('../lib/db/client')
  await closeDatabase()
  await Promise.all([...Object.values(as), signedOut, forged].map((context) => context?.dispose()))
  await house?.stop()
})

const anybody = (headers: Record<string, string> = {}) =>
  request.newContext({
    baseURL: house.consoleUrl,
    extraHTTPHeaders: { 'accept-language': 'en', ...headers },
    maxRedirects: 0,
  })

async function signIn(email: string): Promise<APIRequestContext> {
  const context = await anybody()
  const { csrfToken } = await (await context.get('/api/auth/csrf')).json()
  const answer = await context.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password: PASSWORD, json: 'true' },
  })
  expect(answer.ok(), `${email} signs in: ${await answer.text()}`).toBe(true)
  return context
}

const may = (role: Role, act: Act): boolean => (ACTS[act] as readonly Role[]).includes(role)
const limited = ['site-host', 'fleet-manager'] as const

/** An address in a world. */
const inWorld = (address: string, world: World) => fillIn(address, world, shared)

/** Refused before anything was sent, or, where the answer had begun to stream, in its place. */
async function isMissing(answer: APIResponse): Promise<boolean> {
  return answer.status() === 404 || (await answer.text()).includes('NEXT_HTTP_ERROR_FALLBACK;404')
}

/** What is said of another world, apart from the address that was asked for. */
const told = async (answer: APIResponse, world: World) => (await answer.text()).replaceAll(world.identity, '')

const pages = Object.entries(PAGES)

test('every page that was built is in the table', () => {
  const known = Object.values(manifest<Record<string, string>>('app-path-routes-manifest.json'))
  const files = Object.keys(manifest<Record<string, string>>('app-path-routes-manifest.json'))
  const ofPages = known.filter((_, index) => files[index]?.endsWith('/page') && !files[index]?.startsWith('/_'))
  expect(ofPages.map((page) => page.replace(/\[([.\w]+)\]/g, '{$1}')).sort()).toEqual(
    pages.map(([page]) => page).sort(),
  )
})

test('every action that was built is in the table', () => {
  const hidden = builtActions().filter(({ name }) => name.startsWith('$$'))
  expect(hidden.map(({ file }) => file.replace(/^app\//, '')).sort()).toEqual(Object.keys(HIDDEN_ACTIONS).sort())
  const named = builtActions().filter(({ name }) => !name.startsWith('$$'))
  const listed = new Set(Object.keys(ACTIONS))
  expect(named.filter(({ id }) => !listed.has(id)).map(({ id }) => id)).toEqual([])
})

test('signed out, every page leads to signing in', async () => {
  for (const [page, rule] of pages) {
    const address = inWorld(page, mine)
    if (rule === 'open') {
      expect((await signedOut.get(address)).status(), address).toBeLessThan(400)
      continue
    }
    for (const context of [signedOut, forged]) {
      const answer = await context.get(address)
      expect(answer.status(), address).toBe(307)
      expect(answer.headers().location, address).toContain('/sign-in')
    }
  }
})

for (const role of ROLES) {
  test(`${role}: pages that are not theirs do not exist, the others do`, async () => {
    for (const [page, rule] of pages) {
      if (rule === 'open' || page === '/{...nowhere}') continue
      const address = inWorld(page, mine)
      const answer = await as[role].get(address)
      if (rule !== 'signed-in' && !may(role, rule)) {
        expect(await isMissing(answer), `${address} is hidden`).toBe(true)
        expect(await told(answer, mine), address).not.toContain(mine.mark)
      } else {
        const there = answer.status() === 307 ? await as[role].get(answer.headers().location ?? '') : answer
        expect(there.status(), address).toBe(200)
        expect(await isMissing(there), `${address} is shown`).toBe(false)
      }
    }
  })
}

for (const role of limited) {
  test(`${role}: no page shows anything of another's`, async () => {
    for (const [page, rule] of pages) {
      if (rule === 'open') continue
      const answer = await as[role].get(inWorld(page, theirs))
      expect(await told(answer, theirs), page).not.toContain(theirs.mark)
    }
  })
}

test('every route is closed to whom it is not for', async () => {
  for (const [route, rule] of Object.entries(ROUTES)) {
    const [verb = 'GET', address = '/'] = route.split(' ')
    if (rule === 'open') continue
    const method = { method: verb, headers: { 'x-forwarded-for': '203.0.113.9' }, timeout: 5000 }
    const target = rule === 'rest' ? '/api/v1/stations' : inWorld(address, mine)
    for (const context of [signedOut, forged]) {
      const status = (await context.fetch(target, method)).status()
      // Outside /api, who has no cookie at all is led to signing in, as for a page.
      expect(target.startsWith('/api/') || rule === 'monitor' ? [401] : [401, 307], route).toContain(status)
    }
    if (rule === 'rest' || rule === 'monitor') {
      // A browser's cookie is no key: no other site can make a browser use the API.
      expect((await as.admin.fetch(target, method)).status(), route).toBe(401)
      continue
    }
    if (address.startsWith('/api/live')) continue // streams: narrowed per event, see lib/live and lib/messages
    for (const role of ROLES) {
      const answer = await as[role].fetch(target, method)
      const isFor = rule === 'signed-in' || may(role, rule)
      // 422: let in, with nothing in hand.
      expect(isFor ? [200, 422] : [403], `${route} as ${role}`).toContain(answer.status())
      if (limited.some((one) => one === role)) expect(await answer.text(), route).not.toContain(theirs.mark)
    }
  }
})

interface BuiltAction {
  readonly id: string
  readonly key: string
  readonly file: string
  readonly name: string
  /** A page it is served from. */
  readonly page: string
}

function builtActions(): readonly BuiltAction[] {
  interface Manifest {
    readonly node: Readonly<Record<string, { workers: object; filename: string; exportedName: string }>>
  }
  return Object.entries(manifest<Manifest>('server/server-reference-manifest.json').node).map(([key, action]) => {
    const [page = ''] = Object.keys(action.workers)
    const parts = page.split('/').slice(1, -1)
    const address = `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join('/')}`.replace(/\[([.\w]+)\]/g, '{$1}')
    return {
      id: `${action.filename}#${action.exportedName}`,
      key,
      file: action.filename,
      name: action.exportedName,
      page: address,
    }
  })
}

async function act(context: APIRequestContext, action: BuiltAction, world: World): Promise<APIResponse> {
  const input = ACTIONS[action.id]?.input(world, shared)
  return context.post(inWorld(action.page, mine), {
    headers: { 'next-action': action.key, 'content-type': 'text/plain;charset=UTF-8', origin: house.consoleUrl },
    data: JSON.stringify([input]),
  })
}

const guarded = () =>
  builtActions().flatMap((action) => {
    const rule = ACTIONS[action.id]
    return rule && rule.act !== 'open' ? [{ action, act: rule.act }] : []
  })

test('signed out, no action does anything', async () => {
  const before = await Promise.all([mine, theirs].map(worlds.fingerprint))
  for (const { action } of guarded()) {
    expect((await act(signedOut, action, theirs)).status(), action.id).toBe(307)
    expect(await (await act(forged, action, theirs)).text(), action.id).toContain('"code":"unauthenticated"')
  }
  expect(await Promise.all([mine, theirs].map(worlds.fingerprint))).toEqual(before)
})

test('an action is refused to every wrong role', async () => {
  const before = await Promise.all([mine, theirs].map(worlds.fingerprint))
  for (const { action, act: needed } of guarded()) {
    for (const role of ROLES.filter((role) => !may(role, needed))) {
      expect(await (await act(as[role], action, mine)).text(), `${action.id} as ${role}`).toContain(
        '"code":"forbidden"',
      )
    }
  }
  expect(await Promise.all([mine, theirs].map(worlds.fingerprint))).toEqual(before)
})

test('an action tells and changes nothing in a wrong scope', async () => {
  const before = await worlds.fingerprint(theirs)
  for (const { action, act: needed } of guarded()) {
    for (const role of limited.filter((role) => may(role, needed))) {
      const answer = await act(as[role], action, theirs)
      expect(answer.status(), action.id).toBeLessThan(500)
      expect(await told(answer, theirs), `${action.id} as ${role}`).not.toContain(theirs.mark)
    }
  }
  expect(await worlds.fingerprint(theirs)).toBe(before)
})

test('another site cannot make a browser act', async () => {
  const [first] = guarded()
  if (!first) throw new Error('There are no actions.')
  const answer = await as.admin.post(inWorld(first.action.page, mine), {
    headers: {
      'next-action': first.action.key,
      'content-type': 'text/plain;charset=UTF-8',
      origin: 'https://evil.example',
    },
    data: JSON.stringify([ACTIONS[first.action.id]?.input(mine, shared)]),
  })
  expect(await answer.text()).not.toContain('"ok":true')
})
