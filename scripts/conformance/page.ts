import { type Case, idsIn } from './cases'

/** One test as it ran. */
export interface Ran {
  readonly file: string
  readonly title: string
  readonly passed: boolean
}

export const PAGE = 'docs/conformance.md'
export const SPEC = 'ocpp-server/SPEC.md'

/** The page that says case by case what was tested and how it went. Made by `npm run conformance`, never by hand. */
export function conformancePage(cases: readonly Case[], ran: readonly Ran[]): string {
  const byCase = new Map<string, Ran[]>()
  for (const one of ran) for (const id of idsIn(one.title)) byCase.set(id, [...(byCase.get(id) ?? []), one])
  const section = (version: Case['version']) => {
    const wanted = cases.filter((one) => one.version === version && (one.isWanted || byCase.has(one.id)))
    const passed = wanted.filter(({ id }) => isPassed(byCase.get(id))).length
    return [
      `## OCPP ${version}: ${passed} of ${wanted.length} pass`,
      '',
      '| Case | What it is about | Rules | Test | Result |',
      '|---|---|---|---|---|',
      ...wanted.map((one) => row(one, byCase.get(one.id) ?? [])),
      '',
    ]
  }
  return [...HEAD, ...section('1.6'), ...section('2.0.1')].join('\n')
}

const HEAD = [
  '# Conformance',
  '',
  'Made by `npm run conformance`, which runs the tests and writes what they gave. The cases are the Open Charge Alliance’s for central',
  'systems, by its own numbers; the tests are ours, written from the use cases and not certified by anybody. Each runs over a real socket',
  'against a real gateway and database and asserts the frames in both directions. 1.6 and 2.0.1 are driven through a third-party OCPP',
  'client in strict mode, which refuses to send or take what breaks the official schemas. For 2.0.1: M is mandatory, C conditional,',
  '? came after the list of 2023; withdrawn cases are left out. Rules are the numbers in [SPEC.md](../ocpp-server/SPEC.md) that the test stands',
  'on; the SPEC ends with the same table the other way round.',
  '',
]

const isPassed = (tests: readonly Ran[] | undefined) =>
  tests !== undefined && tests.length > 0 && tests.every(({ passed }) => passed)

function row({ id, title, status, rules }: Case, tests: readonly Ran[]): string {
  const files = [...new Set(tests.map(({ file }) => file))]
  const links = files.map((file) => `[${file.replace('.server.test.ts', '')}](../ocpp-server/conformance/${file})`)
  const result = tests.length === 0 ? 'no test' : isPassed(tests) ? 'pass' : 'FAIL'
  const name = status === '' ? id : `${id} (${status})`
  return `| ${name} | ${title.replaceAll('|', '\\|')} | ${rules.join(', ')} | ${links.join(', ')} | ${result} |`
}

const APPENDIX = '## Which cases prove which rule'

/** SPEC.md with its last section, rule → cases, made anew. */
export function withAppendix(spec: string, cases: readonly Case[]): string {
  const body = spec.split(`\n${APPENDIX}`, 1)[0]!.trimEnd()
  const byRule = new Map<string, string[]>()
  for (const { id, rules } of cases) for (const rule of rules) byRule.set(rule, [...(byRule.get(rule) ?? []), id])
  const inOrder = rulesIn(body).filter((rule) => byRule.has(rule))
  const rows = inOrder.map((rule) => `| ${rule} | ${byRule.get(rule)!.map(shortId).join(', ')} |`)
  return [
    body,
    '',
    APPENDIX,
    '',
    'The Open Charge Alliance’s numbers, without their TC_ and _CSMS; made by `npm run conformance` from the lists in `conformance/`. Rules',
    'without a case have tests of their own, which cite them.',
    '',
    '| Rule | Cases |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n')
}

const shortId = (id: string) => id.replace(/^TC_/, '').replace(/_CSMS$/, '')

/** Every rule's number, in order. */
export const rulesIn = (spec: string): string[] => [...spec.matchAll(/\*\*([A-Z]-\d+)\*\*/g)].map(([, rule]) => rule!)
