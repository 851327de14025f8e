import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { isHeldToRules } from './import-rules'

/** One `import`, `export … from` or `import()` of one of our files. */
export interface Import {
  readonly from: string
  /** Our file, from the root (`lib/kernel/money.ts`), or a package's or Node's name. */
  readonly to: string
  /** Erased when compiled: it binds nothing at run time. */
  readonly isType: boolean
}

/** From `import`/`export` to the name: no statement holds a quote or a semicolon before it. */
const STATIC = /^[ \t]*(?:import|export)\s+(type\s)?(?:([^'";]*?)\sfrom\s+)?'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g

/**
 * Every import of the sources below the folders, but tests. Our own reader, because no import checker reads TypeScript 7 with JSX yet; biome
 * keeps the spelling uniform enough for two patterns.
 * @throws Error for an import that leads nowhere
 */
export function readImports(root: string, folders: readonly string[]): Import[] {
  const files = folders.flatMap((folder) => sourcesBelow(root, folder))
  return files.filter(isHeldToRules).flatMap((file) => importsOf(root, file))
}

export function importsOf(root: string, from: string): Import[] {
  const text = readFileSync(path.join(root, from), 'utf8')
  const found: Import[] = []
  for (const [, type, names = '', target = ''] of text.matchAll(STATIC)) {
    found.push({ from, to: resolve(root, from, target), isType: type !== undefined || areAllTypes(names) })
  }
  for (const [, target = ''] of text.matchAll(DYNAMIC))
    found.push({ from, to: resolve(root, from, target), isType: false })
  return found
}

export function sourcesBelow(root: string, folder: string): string[] {
  const absolute = path.join(root, folder)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : sourcesBelow(root, file)
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [file] : []
  })
}

/** `{ type A, type B }` */
function areAllTypes(names: string): boolean {
  const inBraces = names.match(/^\{([^}]*)\}$/)?.[1]
  if (inBraces === undefined) return false
  return inBraces.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '))
}

function resolve(root: string, from: string, target: string): string {
  const ours = target.startsWith('@/')
    ? target.slice(2)
    : target.startsWith('.')
      ? path.posix.join(path.dirname(from), target)
      : null
  if (ours === null) return target
  for (const candidate of [ours, `${ours}.ts`, `${ours}.tsx`, ours.replace(/\.js$/, '.ts'), `${ours}/index.ts`]) {
    const absolute = path.join(root, candidate)
    if (existsSync(absolute) && statSync(absolute).isFile()) return candidate
  }
  if (ours.includes('generated/')) return ours
  throw new Error(`${from} imports ${target}, which is not there.`)
}
