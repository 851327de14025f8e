import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

type AnyFunction = (...args: unknown[]) => unknown

/** One function that leads to the database. */
export interface Door {
  /** e.g. `sites/queries#getSite` */
  readonly id: string
  /** What its first parameter is, by its own source: doors for people and keys take an Actor first. */
  readonly takes: 'actor' | 'transaction' | 'other'
  readonly call: AnyFunction
}

const LIB = path.resolve(import.meta.dirname, '../..')
const DOOR_FILE = /^[a-z-]+\/(queries|mutations)(\/[a-z0-9-]+)?\.ts$/

/** Every function exported by a queries or mutations file below lib/, found on disk so that a new one cannot be forgotten. */
export async function listDoors(): Promise<readonly Door[]> {
  const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) => DOOR_FILE.test(file))
  const doors = await Promise.all(files.sort().map(doorsOf))
  return doors.flat()
}

async function doorsOf(file: string): Promise<readonly Door[]> {
  const source = readFileSync(path.join(LIB, file), 'utf8')
  const exported: Record<string, unknown> = await import(path.join(LIB, file))
  return Object.entries(exported).flatMap(([name, value]): Door[] => {
    if (typeof value !== 'function') return [] // writers of the gateway's batch, column lists, limits
    return [
      { id: `${file.replace(/\.ts$/, '')}#${name}`, takes: firstParameter(source, name), call: value as AnyFunction },
    ]
  })
}

function firstParameter(source: string, name: string): Door['takes'] {
  const declared = new RegExp(
    `export (?:async )?(?:function ${name}|const ${name} = (?:async )?)\\s*\\(\\s*\\w+: (\\w+)`,
  )
  const type = declared.exec(source)?.[1]
  return type === 'Actor' ? 'actor' : type === 'Transaction' || type === 'Sql' ? 'transaction' : 'other'
}
