import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll } from 'vitest'
import { type BundledProcess, bundleProcesses } from '../bundle-processes'

let folder: string | undefined
let bundled: Promise<void> | undefined

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/**
 * A process of its own as production runs it, for tests that kill it: from its bundle, made once a test file, which starts in a third
 * of the time its sources take.
 * @param env beside the test's own environment
 */
export async function forkProcess(name: BundledProcess, env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  // Inside the project, so that it finds the packages; as deep as in production.
  folder ??= mkdtempSync('.laddvakt-test-')
  const processes = path.join(folder, 'processes')
  bundled ??= bundleProcesses(processes)
  await bundled
  return fork(path.join(processes, `${name}.mjs`), { execArgv: [], env: { ...process.env, ...env } })
}
