import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** How many checks of a runner held. */
export interface Count {
  readonly passed: number
  readonly failed: number
}

export const sum = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
})

const running = new Set<ChildProcess>()

/** For when the tests are broken off: what they started must not go on without them. */
export function stopRunners(): void {
  for (const child of running) child.kill('SIGTERM')
}

/** Runs a Node program of the packages and passes its words on. @returns whether it ended well */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  running.add(child)
  return new Promise((resolve) => {
    const end = (isGood: boolean) => {
      running.delete(child)
      resolve(isGood)
    }
    child.once('error', () => end(false))
    child.once('exit', (code) => end(code === 0))
  })
}

/** A check that only knows good or bad, like the linter: counts as one. */
export const asOne = (isGood: boolean): Count => (isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** What Vitest says of a run, as far as we read it. */
export interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    /** The file's absolute path. */
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[]
  }[]
}

/** Runs the test files whose names hold the words; null when Vitest could not even start. */
export async function vitestReport(
  filter: readonly string[],
  databaseUrl: string,
  home: string,
): Promise<(VitestReport & { readonly isGood: boolean }) | null> {
  const file = path.join(home, 'vitest.json')
  const isGood = await runNode(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${file}`,
      ...filter,
    ],
    { TEST_DATABASE_URL: databaseUrl, NODE_ENV: 'test' },
  )
  if (!existsSync(file)) return null
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as VitestReport), isGood }
}

export async function runVitest(filter: readonly string[], databaseUrl: string, home: string): Promise<Count> {
  const report = await vitestReport(filter, databaseUrl, home)
  if (report === null) return asOne(false)
  const { numPassedTests, numFailedTests, testResults, isGood } = report
  // A file that cannot even be loaded has no tests that could fail.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return atLeastOneFailure({ passed: numPassedTests, failed: numFailedTests + broken.length }, isGood)
}

export async function runPlaywright(
  filter: readonly string[],
  env: Readonly<Record<string, string>>,
  home: string,
): Promise<Count> {
  const report = path.join(home, 'playwright.json')
  const isGood = await runNode(
    ['node_modules/@playwright/test/cli.js', 'test', '--pass-with-no-tests', '--reporter=list,json', ...filter],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  )
  if (!existsSync(report)) return asOne(isGood)
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number }
    errors: unknown[]
  }
  return atLeastOneFailure({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }, isGood)
}

/** A runner that ends badly without a failed test (an error outside any test) must not count as good. */
const atLeastOneFailure = (count: Count, isGood: boolean): Count =>
  isGood || count.failed > 0 ? count : { ...count, failed: 1 }
