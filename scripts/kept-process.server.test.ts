import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type KeptProcess, keepRunning } from './kept-process'

let home = ''
let kept: KeptProcess | undefined
let said = ''
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'laddvakt-kept-'))
  said = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    said += line
    return true
  })
})
afterEach(async () => {
  await kept?.stop()
  vi.restoreAllMocks()
  rmSync(home, { recursive: true, force: true })
})

function keep(program: string): KeptProcess {
  writeFileSync(path.join(home, 'program.mjs'), program)
  kept = keepRunning({ name: 'gateway', args: [path.join(home, 'program.mjs')], env: () => process.env }, home)
  return kept
}
const starts = () => readFileSync(path.join(home, 'gateway.log'), 'utf8').split('\n').length - 1

test('one that ends is started again, with its last words, and then left in peace', async () => {
  const { ready } = keep(`
    import { existsSync, writeFileSync } from 'node:fs'
    console.log('started')
    if (!existsSync(process.argv[1] + '.once')) { writeFileSync(process.argv[1] + '.once', ''); throw new Error('out of luck') }
    process.send({ ready: true }); setInterval(() => {}, 1000)`)
  await ready
  expect(said).toContain('✗ gateway stopped (Error: out of luck); starting it again in 0.5 s.')
  await vi.waitFor(() => expect(said).toContain('✓ gateway is running again.'))
  await kept?.stop()
  const before = starts()
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(starts()).toBe(before)
})

test('one that is stopped says nothing', async () => {
  const { ready, stop } = keep(
    `process.on('SIGTERM', () => process.exit(0)); process.send({ ready: true }); setInterval(() => {}, 1000)`,
  )
  await ready
  await stop()
  expect(said).toBe('')
})
