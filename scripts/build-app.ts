import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Fault } from './fault'

const FOLDERS = ['app', 'components', 'i18n', 'lib', 'messages', 'ocpp-server/schemas', 'public']
const FILES = /^(next\.config|postcss\.config|proxy|instrumentation|tsconfig|package-lock)[.\w-]*$/
const NEXT = 'node_modules/next/dist/bin/next'

/** Where Next puts and finds the built app; NEXT_DIST_DIR keeps two builds of one checkout apart. */
export const builtAppFolder = () => process.env.NEXT_DIST_DIR || '.next'

/** Is what was built last made from the sources as they are now? */
export function isAppBuilt(): boolean {
  const stamp = stampFile()
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources()
}

/** Builds the app. @throws Fault with the build's own words when it fails */
export async function buildApp({
  signal,
  env = {},
}: {
  signal?: AbortSignal
  env?: Record<string, string>
} = {}): Promise<void> {
  // The stamp goes first: a build killed half-way must not pass for a whole one. And what changes while it runs is not in it.
  rmSync(stampFile(), { force: true })
  const hash = hashSources()
  const said: Buffer[] = []
  const build = spawn(process.execPath, [NEXT, 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    signal,
  })
  build.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  build.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    build.once('error', reject)
    build.once('exit', resolve)
  })
  if (code !== 0) throw new Fault(`${Buffer.concat(said).toString().trim()}\nThe app could not be built (see above).`)
  mkdirSync(builtAppFolder(), { recursive: true })
  writeFileSync(stampFile(), hash)
}

const stampFile = () => path.join(builtAppFolder(), 'laddvakt-sources')

function hashSources(): string {
  const hash = createHash('sha256')
  const roots = readdirSync('.').filter((name) => FILES.test(name))
  for (const file of [...roots, ...FOLDERS.flatMap(filesBelow), 'prisma/schema.prisma'].sort()) {
    hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesBelow(file)
    return /\.test\.tsx?$/.test(entry.name) ? [] : [file]
  })
}
