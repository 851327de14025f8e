import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAlive, waitUntilGone } from './living-process'
import { type Cluster, startPostgres } from './postgres'

let home = ''
let cluster: Cluster
const folder = () => path.join(home, 'postgres')
const start = async (password = 'a password') => {
  cluster = await startPostgres({ folder: folder(), password })
}
const serverPid = () => Number(readFileSync(path.join(folder(), 'postmaster.pid'), 'utf8').split('\n')[0])

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url })
  // The server is killed under it.
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end().catch(() => undefined)
  return rows
}

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'laddvakt-cluster-'))
  chmodSync(home, 0o755)
  await start()
})
afterAll(async () => {
  await cluster.stop()
  rmSync(home, { recursive: true, force: true })
})

test('it is durable, on loopback only, and asks for the password', async () => {
  expect(
    await query(`SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`),
  ).toEqual([{ fsync: 'on', commit: 'on' }])
  expect(await query(`SELECT current_setting('listen_addresses') AS at`)).toEqual([{ at: '127.0.0.1' }])
  const stranger = new pg.Client({ connectionString: cluster.url.replace('a%20password', 'guess') })
  await expect(stranger.connect()).rejects.toThrow('password')
})

test('what was committed survives a kill -9, and the next start heals', async () => {
  await query('CREATE TABLE kept (n int)')
  await query('INSERT INTO kept VALUES (1)')
  process.kill(serverPid(), 'SIGKILL')
  await cluster.ended
  await start()
  expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }])
})

test('a server left behind by a killed start is stopped before the next one starts', async () => {
  const before = serverPid()
  await start()
  expect(await waitUntilGone(before, 1000)).toBe(true)
  expect(isAlive(serverPid())).toBe(true)
  expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }])
})

test('another password than the one it was made with is said plainly', async () => {
  await cluster.stop()
  await expect(start('another')).rejects.toThrow('The password kept in the data folder does not fit')
  await start()
})
