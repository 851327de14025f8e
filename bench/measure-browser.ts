import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import type pg from 'pg'
import { hashPassword } from '../lib/users/hash-password'
import { buildApp, isAppBuilt } from '../scripts/build-app'
import { bundleProcesses } from '../scripts/bundle-processes'
import { findChromium } from '../scripts/chromium'
import { keepRunning } from '../scripts/kept-process'
import { webPlan } from '../scripts/plans'
import { freePort } from '../scripts/ports'
import {
  changeAt,
  changeCount,
  firstPaint,
  longTasks,
  watchChanges,
  watchFirstPaint,
  watchLongTasks,
} from './browser-probe'
import { type Crowd, openCrowd } from './crowd'
import { sleep } from './load'
import { startGatewayProcess } from './process'

const VISITS = 5
const CHANGES = 60
const SCROLL_MS = 5_000
/** Three times what 10 000 stations say with a fifth of them charging and a reading a minute. */
const MURMUR_PER_SECOND = 100
const SITE_STATIONS = 4
/** These say nothing but what is measured. */
const QUIET = 100
const MISSED_MS = 5_000
const ME = { email: 'bench@example.com', password: 'en-lang-losenfras-som-duger' }

/** What one page shows, and by what we see that it does. */
const PAGES = [
  { name: 'overview', address: '/', isThere: 'main [data-figure="working"]' },
  { name: 'stations, list', address: '/stations', isThere: 'main [data-row-id]' },
  { name: 'stations, map', address: '/stations?show=map', isThere: 'main [data-mark]' },
  { name: 'stations, tiles', address: '/stations?show=tiles', isThere: 'main [data-station]' },
  { name: 'wall screen', address: '/wall', isThere: '[data-figure="working"]' },
] as const

interface PaintRow {
  readonly name: string
  readonly medianMs: number
  readonly worstMs: number
}
interface ChangeRow {
  readonly name: string
  readonly p50Ms: number
  readonly p95Ms: number
  readonly missed: number
}
interface ScrollRow {
  readonly name: string
  readonly over50: number
  readonly over100: number
  readonly longestMs: number
}
export interface Seen {
  readonly stations: number
  readonly paints: readonly PaintRow[]
  readonly changes: readonly ChangeRow[]
  readonly scrolls: readonly ScrollRow[]
}

interface Options {
  readonly count: number
  readonly token: string
}

/** The built app in a real browser, with so many stations connected and talking: what an operator waits for. Null without a browser. */
export async function measureBrowser(databaseUrl: string, sql: pg.Client, options: Options): Promise<Seen | null> {
  const { count, token } = options
  const executablePath = findChromium()
  if (executablePath === null) return null
  console.error(`… ${count} stations in a browser`)
  // A build empties its folder, and the programs' bundles live there too.
  if (!isAppBuilt()) {
    await buildApp()
    await bundleProcesses()
  }
  await prepare(sql)
  const gateway = await startGatewayProcess(databaseUrl)
  const urlOf = (station: number) => `ws://127.0.0.1:${gateway.port}/ocpp/BENCH-${station}`
  const crowd = await openCrowd({ count, token, urlOf })
  await sql.query('ANALYZE')
  const home = mkdtempSync(path.join(tmpdir(), 'laddvakt-bench-'))
  const port = await freePort()
  const address = `http://localhost:${port}`
  const env = () => ({
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: databaseUrl,
    DATA_DIR: home,
    PORT: String(port),
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: 'only-for-the-benchmark-0123456789',
  })
  const web = keepRunning(webPlan({ env, host: '127.0.0.1', port }), home)
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-dev-shm-usage'] })
  try {
    await web.ready
    const quiet = crowd.murmur(MURMUR_PER_SECOND, QUIET)
    const seen = await look(await signIn(browser, address), address, crowd)
    quiet()
    return { stations: count, ...seen }
  } finally {
    await browser.close()
    await web.stop()
    crowd.close()
    await gateway.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Somebody who may see everything, and sites all over the country. */
async function prepare(sql: pg.Client): Promise<void> {
  await sql.query(
    `INSERT INTO user_account (email, name, role, password_hash) VALUES ($1, 'Bench', 'admin', $2) ON CONFLICT (email) DO NOTHING`,
    [ME.email, await hashPassword(ME.password)],
  )
  // Steps by the golden ratio fill the country evenly.
  await sql.query(
    `INSERT INTO site (name, city, latitude, longitude, fuse_a)
     SELECT 'Site ' || lpad(n::text, 4, '0'), 'Town ' || n % 200, 55.5 + 10.5 * ((n * 0.6180339887) % 1), 11.5 + 7 * ((n * 0.7548776662) % 1), 160
     FROM generate_series(1, (SELECT count(*) FROM station) / $1) AS n`,
    [SITE_STATIONS],
  )
  await sql.query(
    `UPDATE station SET site_id = places.ids[1 + (station.id % array_length(places.ids, 1))], allow_without_password = true
     FROM (SELECT array_agg(id ORDER BY id) AS ids FROM site) AS places`,
  )
}

async function signIn(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
  })
  // tsx names every function it translates through a helper that a browser does not have.
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(ME.email)
  await page.getByLabel('Password').fill(ME.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

async function look(page: Page, baseURL: string, crowd: Crowd): Promise<Omit<Seen, 'stations'>> {
  const context = page.context()
  const paints: PaintRow[] = []
  for (const { name, address, isThere } of PAGES) {
    const times: number[] = []
    // The first visit fetches the page's code; an operator's browser has it.
    for (let visit = 0; visit <= VISITS; visit++) {
      const tab = await context.newPage()
      await watchFirstPaint(tab, isThere)
      await tab.goto(baseURL + address, { waitUntil: 'commit' })
      const time = await firstPaint(tab)
      if (visit > 0) times.push(time)
      await tab.close()
    }
    times.sort((a, b) => a - b)
    paints.push({ name, medianMs: at(times, 0.5), worstMs: at(times, 1) })
  }

  const changes: ChangeRow[] = []
  const scrolls: ScrollRow[] = []
  for (const { name, address, isThere } of PAGES) {
    await watchFirstPaint(page, isThere)
    await page.goto(baseURL + address)
    await page.locator('[data-live="live"]').first().waitFor({ state: 'attached' })
    await sleep(1_000)
    changes.push({ name, ...(await measureChanges(page, name, crowd)) })
    if (name !== 'wall screen') scrolls.push({ name, ...(await measureScrolling(page, name)) })
  }
  return { paints, changes, scrolls }
}

/** A station's connector breaks and works again, over and over: how long from its message to the screen. */
async function measureChanges(page: Page, name: string, crowd: Crowd): Promise<Omit<ChangeRow, 'name'>> {
  const watched: Record<string, string> = {
    'stations, list': '[data-station="BENCH-2"]',
    'stations, tiles': '[data-station="BENCH-2"]',
    'stations, map': '[data-mark]',
  }
  await watchChanges(page, watched[name] ?? '[data-figure="working"]')
  const times: number[] = []
  let missed = 0
  for (let change = 0; change < CHANGES; change++) {
    const before = await changeCount(page)
    const sentAt = performance.timeOrigin + performance.now()
    await crowd.status(2, change % 2 === 0 ? 'Faulted' : 'Available')
    const seenAt = await changeAt(page, before, MISSED_MS)
    if (seenAt === null) missed++
    else times.push(seenAt - sentAt)
    await sleep(100 + Math.random() * 300)
  }
  times.sort((a, b) => a - b)
  return { p50Ms: at(times, 0.5), p95Ms: at(times, 0.95), missed }
}

/** Through the list as fast as a wheel goes; on a map, zooming in and out and dragging. */
async function measureScrolling(page: Page, name: string): Promise<Omit<ScrollRow, 'name'>> {
  await page.mouse.move(720, name === 'overview' ? 850 : 600)
  await watchLongTasks(page)
  const until = performance.now() + SCROLL_MS
  for (let turn = 0; performance.now() < until; turn++) {
    const back = Math.floor(turn / 40) % 2 === 1
    await page.mouse.wheel(0, (name === 'stations, map' ? 120 : 600) * (back ? -1 : 1))
    await sleep(16)
  }
  await sleep(300)
  const tasks = await longTasks(page)
  return {
    over50: tasks.length,
    over100: tasks.filter((ms) => ms > 100).length,
    longestMs: Math.max(0, ...tasks),
  }
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const ms = (value: number) => value.toFixed(0)

export function browserLines(seen: Seen | null): string[] {
  if (seen === null) return ['No browser was found to measure the console in.']
  const of = <Row extends { readonly name: string }>(rows: readonly Row[], name: string) =>
    rows.find((row) => row.name === name)
  return [
    `| ${seen.stations} stations in a browser, ${MURMUR_PER_SECOND} messages/s meanwhile | first paint with data, median ms | worst of ${VISITS} | status change to pixel, p50 ms | p95 | missed | tasks > 50 ms while scrolling ${SCROLL_MS / 1000} s | > 100 ms | longest ms |`,
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...seen.paints.map((paint) => {
      const change = of(seen.changes, paint.name)
      const scroll = of(seen.scrolls, paint.name)
      const changed = change ? [ms(change.p50Ms), ms(change.p95Ms), change.missed] : ['', '', '']
      const scrolled = scroll ? [scroll.over50, scroll.over100, ms(scroll.longestMs)] : ['', '', '']
      return `| ${[paint.name, ms(paint.medianMs), ms(paint.worstMs), ...changed, ...scrolled].join(' | ')} |`
    }),
  ]
}
