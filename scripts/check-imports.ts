import { type Import, readImports, sourcesBelow } from './import-graph'
import { hasPoorName, IMPORT_RULES } from './import-rules'

export const ROOMS = [
  'app',
  'components',
  'lib',
  'ocpp-server',
  'worker',
  'simulator',
  'bench',
  'scripts',
  'e2e',
  'i18n',
] as const

/** Every broken import rule below `root`, as sentences; none when all is well. */
export function checkImports(root: string, rooms: readonly string[] = ROOMS): string[] {
  const imports = readImports(root, rooms)
  return [
    ...IMPORT_RULES.flatMap(({ why, forbids }) =>
      imports.filter(forbids).map(({ from, to }) => `${from} imports ${to}: ${why}.`),
    ),
    ...findCycles(imports).map((cycle) => `${cycle.join(' → ')}: no cycles.`),
    ...rooms
      .flatMap((folder) => sourcesBelow(root, folder))
      .filter(hasPoorName)
      .map((file) => `${file}: the name says nothing.`),
  ]
}

/** Cycles of imports that bind at run time, each once. */
export function findCycles(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to, isType } of imports) if (!isType) next.set(from, [...(next.get(from) ?? []), to])
  const cycles: string[][] = []
  const done = new Set<string>()
  function walk(file: string, trail: readonly string[]): void {
    const at = trail.indexOf(file)
    if (at >= 0) cycles.push([...trail.slice(at), file])
    if (at >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...trail, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return cycles
}

if (import.meta.filename === process.argv[1]) {
  const faults = checkImports('.')
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exit(1)
}
