import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A way in from outside that is not the REST table: found on disk, so that a new one cannot be forgotten. */
export interface Entrance {
  /** Routes: `GET /api/live`; pages: `/stations/{id}`; actions: `app/(console)/tokens/actions.ts#blockTokenAction`. */
  readonly id: string
  readonly file: string
}

const APP = path.resolve(import.meta.dirname, '..')
const files = (): readonly string[] =>
  readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('testing/'))
    .sort()
const source = (file: string): string => readFileSync(path.join(APP, file), 'utf8')

/** The address a file answers to: groups in brackets fall away, `[id]` becomes `{id}`. */
const addressOf = (file: string): string =>
  `/${file
    .split('/')
    .slice(0, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join('/')}`.replace(/\[([.\w]+)\]/g, '{$1}')

const VERBS =
  /export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|\bas (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g

export function listRoutes(): readonly Entrance[] {
  return files()
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .flatMap((file) =>
      [...source(file).matchAll(VERBS)].map(([, declared, renamed]) => ({
        id: `${declared ?? renamed} ${addressOf(file)}`,
        file,
      })),
    )
}

export function listPages(): readonly Entrance[] {
  return files()
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => ({ id: addressOf(file), file }))
}

/** Everything exported by files that say 'use server' on their first line. */
export function listActions(): readonly Entrance[] {
  return files()
    .filter((file) => /^['"]use server['"]/.test(source(file)))
    .flatMap((file) =>
      [...source(file).matchAll(/export (?:const|async function|function) (\w+)/g)].map(([, name]) => ({
        id: `app/${file}#${name}`,
        file,
      })),
    )
}

/** Files that hide an action inside something else, where neither this list nor a reader would find it. */
export function listHiddenActions(): readonly string[] {
  return files().filter((file) => /\n\s+['"]use server['"]/.test(source(file)))
}
