import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readCases } from './conformance/cases'
import { conformancePage, PAGE, type Ran, SPEC, withAppendix } from './conformance/page'
import { tell } from './fault'
import { startTemporaryPostgres } from './postgres'
import { say } from './say'
import { vitestReport } from './test-runners'

// npm run conformance: runs the cases of the Open Charge Alliance's lists and writes docs/conformance.md.
const home = mkdtempSync(path.join(tmpdir(), 'laddvakt-conformance-'))
const cluster = await startTemporaryPostgres({ inMemory: true })
try {
  const report = await vitestReport(['ocpp-server/conformance/v'], cluster.url, home)
  const ran = (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(
      ({ title, status }): Ran => ({ file: path.basename(name), title, passed: status === 'passed' }),
    ),
  )
  writeFileSync(PAGE, conformancePage(readCases(), ran))
  writeFileSync(SPEC, withAppendix(readFileSync(SPEC, 'utf8'), readCases()))
  const summary = readFileSync(PAGE, 'utf8').match(/^## .*$/gm) ?? []
  say(`\n${PAGE}\n${summary.map((line) => line.slice(3)).join('\n')}`)
} catch (error) {
  tell(error)
  process.exitCode = 1
} finally {
  await cluster.stop()
  rmSync(home, { recursive: true, force: true })
}
process.exit()
