import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildApp, isAppBuilt } from './build-app'
import { checkImports } from './check-imports'
import { findChromium } from './chromium'
import { tell } from './fault'
import { type Cluster, startTemporaryPostgres } from './postgres'
import { say } from './say'
import { asOne, type Count, runNode, runPlaywright, runVitest, stopRunners, sum } from './test-runners'

// npm test: every check there is, on a database of its own. npm test -- <words>: only the tests whose file names hold the words.
const filter = process.argv.slice(2)
const home = mkdtempSync(path.join(tmpdir(), 'laddvakt-test-'))
let cluster: Cluster | undefined

async function clear(): Promise<void> {
  stopRunners()
  await cluster?.stop()
  rmSync(home, { recursive: true, force: true })
}
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void clear().then(() => process.exit(1)))

const title = (words: string) => say(`\n── ${words} ${'─'.repeat(Math.max(0, 100 - words.length))}`)

async function checkSources(): Promise<Count[]> {
  title('lint')
  const lint = asOne(await runNode(['node_modules/@biomejs/biome/bin/biome', 'check', '.']))
  title('types')
  const types = asOne(await runNode(['node_modules/typescript/bin/tsc', '--noEmit']))
  title('import rules')
  const faults = checkImports('.')
  for (const fault of faults) say(fault)
  return [lint, types, asOne(faults.length === 0)]
}

function testInside(databaseUrl: string): Promise<Count> {
  title('rules, database and servers')
  return runVitest(filter, databaseUrl, home)
}

async function testBrowser(databaseUrl: string): Promise<Count[]> {
  title('browser: building the app')
  const build = asOne(isAppBuilt() || (await built()))
  if (build.failed > 0) return [build]
  const chromium = findChromium()
  if (chromium === null) {
    say('There is no Chromium, and none could be installed; set CHROMIUM_PATH.')
    return [build, asOne(false)]
  }
  title(`browser: ${chromium}`)
  return [build, await runPlaywright(filter, { TEST_DATABASE_URL: databaseUrl, CHROMIUM_PATH: chromium }, home)]
}

async function built(): Promise<boolean> {
  try {
    await buildApp()
    return true
  } catch (error) {
    tell(error)
    return false
  }
}

async function testAll(): Promise<Count> {
  const isWhole = filter.length === 0
  const sources = isWhole ? await checkSources() : []
  cluster = await startTemporaryPostgres({ inMemory: true })
  const forBrowser = filter.filter((word) => word.startsWith('e2e'))
  const isOnlyBrowser = !isWhole && forBrowser.length === filter.length
  const vitest = isOnlyBrowser ? [] : [await testInside(cluster.url)]
  const browser = isWhole || forBrowser.length > 0 ? await testBrowser(cluster.url) : []
  return sum([...sources, ...vitest, ...browser])
}

let count: Count
try {
  count = await testAll()
} catch (error) {
  tell(error)
  count = { passed: 0, failed: 1 }
}
await clear()
say(`\n${count.passed} passed, ${count.failed} failed`)
process.exit(count.failed > 0 ? 1 : 0)
