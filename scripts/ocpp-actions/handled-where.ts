import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { OcppVersion } from '../../lib/ocpp-schemas/official'
import type { Direction } from './from-station'

/** Where one action is handled: the file that says so and, to a station, the command that makes us say it. */
export interface Handled {
  /** Within ocpp-server. */
  readonly file: string
  readonly command: string | null
}

const ROOT = path.resolve(import.meta.dirname, '../../ocpp-server')
const FOLDERS: Readonly<Record<OcppVersion, string>> = { 'ocpp1.6': 'v16', 'ocpp2.0.1': 'v201', 'ocpp2.1': 'v21' }

/** Reads the tables themselves, so that what it says is what the gateway does. */
export function handledWhere(version: OcppVersion, direction: Direction): ReadonlyMap<string, readonly Handled[]> {
  const table = path.join(ROOT, FOLDERS[version], direction === 'from-station' ? 'routes.ts' : 'commands.ts')
  return direction === 'from-station' ? routesOf(table) : callsOf(table)
}

function routesOf(table: string): Map<string, Handled[]> {
  return new Map(entriesOf(table).map(({ key, file }) => [key, [{ file: relative(file), command: null }]]))
}

/** A command's file may leave the CALL to another one next to it. A raw call, which can be any action, is no entry of its own. */
function callsOf(table: string): Map<string, Handled[]> {
  const calls = new Map<string, Handled[]>()
  for (const { key, file } of entriesOf(table).filter((entry) => entry.key !== 'ocpp')) {
    for (const action of actionsCalled(file, new Set())) {
      const handled = { file: relative(file), command: key }
      calls.set(action, [...(calls.get(action) ?? []), handled])
    }
  }
  return calls
}

interface Entry {
  readonly key: string
  readonly file: string
}

/** A table's `Key: name`, `'key': name` and `name` lines, with the file each name is imported from; `...others` is read likewise. */
function entriesOf(table: string): Entry[] {
  const text = readFileSync(table, 'utf8')
  const files = importsOf(table, text)
  const body = text.slice(text.indexOf('= {') + 3, text.lastIndexOf('}'))
  const entries = new Map<string, Entry>()
  for (const line of body.split('\n').map((one) => one.trim().replace(/,$/, ''))) {
    const spread = /^\.\.\.(\w+)$/.exec(line)?.[1]
    const inherited = spread === undefined ? undefined : files.get(spread)
    for (const entry of inherited === undefined ? [] : entriesOf(inherited)) entries.set(entry.key, entry)
    const [, key, name] = /^'?([\w-]+)'?(?:: (\w+))?$/.exec(line) ?? []
    const file = key === undefined ? undefined : files.get(name ?? key)
    if (key !== undefined && file !== undefined) entries.set(key, { key, file })
  }
  return [...entries.values()]
}

function importsOf(file: string, text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [, list = '', from = ''] of text.matchAll(/import \{([^}]*)\} from '(\.[^']*)'/g)) {
    const target = path.resolve(path.dirname(file), `${from}.ts`)
    for (const part of list.split(',')) {
      const name = part
        .trim()
        .split(/ as |\s/)
        .at(-1)
      if (name && !part.trim().startsWith('type ')) names.set(name, target)
    }
  }
  return names
}

/** The tables of the other commands, and what only carries messages, say nothing of this command. */
const isOwn = (file: string) => file.startsWith(ROOT) && !/(commands|routes|station-answer)\.ts$/.test(file)

function actionsCalled(file: string, seen: Set<string>): ReadonlySet<string> {
  if (seen.has(file) || !existsSync(file)) return new Set()
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  const own = [...text.matchAll(/\bcall(?:<[^>]*>)?\(\s*'(\w+)'/g)].map(([, action]) => action!)
  const others = [...new Set(importsOf(file, text).values())].filter(isOwn)
  return new Set([...own, ...others.flatMap((other) => [...actionsCalled(other, seen)])])
}

const relative = (file: string) => path.relative(ROOT, file).replaceAll('\\', '/')
